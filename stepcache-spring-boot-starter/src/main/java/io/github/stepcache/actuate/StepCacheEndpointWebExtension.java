package io.github.stepcache.actuate;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/** What the endpoint can do on the web only: pictures in their own media types, and status codes. */
@EndpointWebExtension(endpoint = StepCacheEndpoint.class)
@RegisterReflectionForBinding(GraphDescriptor.class)
public class StepCacheEndpointWebExtension {

    private static final String GRAPH = "graph";
    private static final String MERMAID = "text/vnd.mermaid";
    private static final String DOT = "text/vnd.graphviz";

    private final StepCacheEndpoint endpoint;

    /**
     * Set up.
     *
     * @param endpoint the endpoint
     */
    public StepCacheEndpointWebExtension(StepCacheEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Show how the steps hang together, with what became of them. Reads no file and asks no bean.
     *
     * @param view what to show: graph
     * @param format as what: json, mermaid or dot
     * @return the graph; not found for anything else
     */
    @ReadOperation(produces = {MimeTypeUtils.APPLICATION_JSON_VALUE, MERMAID, DOT})
    public WebEndpointResponse<Object> view(@Selector String view, @Selector String format) {
        if (!view.equals(GRAPH)) {
            return notFound();
        }
        return switch (format) {
            case "json" -> found(endpoint.drawn().describe(), MimeTypeUtils.APPLICATION_JSON);
            case "mermaid" -> found(endpoint.drawn().toMermaid(), text(MERMAID));
            case "dot" -> found(endpoint.drawn().toDot(), text(DOT));
            default -> notFound();
        };
    }

    /**
     * Forget the last runs of the steps of one name, so that their next calls run them.
     *
     * @param step the name
     * @return what was forgotten; a conflict where one was not, not found if there is no step of that name
     */
    @DeleteOperation
    public WebEndpointResponse<ForgottenDescriptor> forget(@Selector String step) {
        @Nullable ForgottenDescriptor forgotten = endpoint.forget(step);
        if (forgotten == null) {
            return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
        }
        return new WebEndpointResponse<>(forgotten, forgotten.isComplete() ? WebEndpointResponse.STATUS_OK : 409);
    }

    private static WebEndpointResponse<Object> found(Object body, MimeType type) {
        return new WebEndpointResponse<>(body, WebEndpointResponse.STATUS_OK, type);
    }

    private static WebEndpointResponse<Object> notFound() {
        return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
    }

    /** Names are written in any script. */
    private static MimeType text(String type) {
        return new MimeType(MimeType.valueOf(type), StandardCharsets.UTF_8);
    }
}
