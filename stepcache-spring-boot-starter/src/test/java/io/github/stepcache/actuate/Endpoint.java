package io.github.stepcache.actuate;

import io.github.stepcache.spring.Workspace;
import java.util.function.BiConsumer;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The endpoint of a web application, as its users see it. */
record Endpoint(AssertableWebApplicationContext context, MockMvcTester web) {

    static final String UNRESTRICTED = "management.endpoint.stepcache.access=unrestricted";

    static void in(WebApplicationContextRunner contexts, BiConsumer<Endpoint, Pipeline> test) {
        contexts.withPropertyValues("management.endpoints.web.exposure.include=stepcache")
                .run(context -> test.accept(
                        new Endpoint(context, MockMvcTester.from(context)), context.getBean(Pipeline.class)));
    }

    static WebApplicationContextRunner contexts(Workspace work) {
        return WebContexts.in(work, Pipeline.class);
    }

    MvcTestResult get(String path, Object... variables) {
        return request(HttpMethod.GET, path, variables);
    }

    MvcTestResult delete(String path, Object... variables) {
        return request(HttpMethod.DELETE, path, variables);
    }

    private MvcTestResult request(HttpMethod method, String path, Object... variables) {
        return web.method(method).uri("/actuator/stepcache" + path, variables).exchange();
    }
}
