package io.github.stepcache.woven;

import io.github.stepcache.docs.Yearbook;
import io.github.stepcache.spring.Contexts;
import io.github.stepcache.spring.CountingTransactions;
import io.github.stepcache.spring.Decisions;
import io.github.stepcache.spring.Workspace;
import io.github.stepcache.spring.other.Unwoven;
import io.github.stepcache.spring.other.UnwovenChild;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.interceptor.SimpleTraceInterceptor;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import reactor.core.publisher.Mono;

/** What is tried with woven methods. Each scenario has a workspace of its own. */
enum WovenScenario {
    CALL_THROUGH_A_PROXY(withBean(bean -> bean.plain() + ", " + bean.plain())),
    EXAMPLE_OF_THE_REFERENCE(work -> {
        work.write("data/2023.csv", "1");
        work.write("data/2024.csv", "1");
        return outcome(work, Contexts.in(work, Yearbook.class), context -> {
            context.getBean(Yearbook.class).print();
            context.getBean(Yearbook.class).print();
            return work.runs();
        });
    }),
    CALL_ON_THIS(withBean(bean -> bean.callsPlain() + ", " + bean.callsPlain())),
    BOTH_IN_TURNS(withBean(bean -> bean.plain() + ", " + bean.callsPlain() + ", " + bean.plain())),
    PRIVATE_METHOD(
            withBean(bean -> bean.callsHidden(2023) + ", " + bean.callsHidden(2024) + ", " + bean.callsHidden(2023))),
    FUTURE(withBean(bean -> bean.future().join() + ", " + bean.callsFuture().join() + ", "
            + bean.callsFuture().join())),
    MONO(withBean(bean -> {
        Mono<String> proxied = bean.mono();
        Mono<String> onThis = bean.callsMono();
        return onThis.block() + ", " + onThis.block() + ", " + proxied.block() + ", " + proxied.block();
    })),
    MONO_THROUGH_A_PROXY(withBean(bean -> {
        Mono<String> proxied = bean.mono();
        return proxied.block() + ", " + proxied.block();
    })),
    RECURSION(withBean(bean -> bean.recursive(2) + ", " + bean.recursive(2))),
    STATIC_METHOD(withWork(work -> WovenBean.ofTheClass(work) + ", " + WovenBean.ofTheClass(work))),
    OBJECT_THAT_IS_NO_BEAN(withWork(work -> new WovenObject(work).step() + ", " + new WovenObject(work).step())),
    SUBCLASS_THAT_IS_NOT_WOVEN(work -> outcome(work, Contexts.in(work, UnwovenChild.class), context -> {
        UnwovenChild bean = context.getBean(UnwovenChild.class);
        return bean.own() + ", " + bean.own() + ", " + bean.plain() + ", " + bean.callsPlain();
    })),
    BRIDGE(withWork(work -> generic(new WovenBean(work)) + ", " + generic(new WovenBean(work)))),
    CALL_OF_SUPER(withWork(work -> {
        new WovenObject.Child(work).step();
        new WovenObject.Child(work).step();
        return work.runs().toString();
    })),
    RETRIES(withBean(bean -> bean.retried() + ", " + bean.retried())),
    TRANSACTION(inContext((context, work) -> {
        context.getBean(WovenBean.class).transactional();
        context.getBean(WovenBean.class).transactional();
        return context.getBean(CountingTransactions.class).events().toString();
    })),
    FAILURE(withBean(bean -> {
        IOException failure = new IOException();
        return thrown(() -> bean.callsFailing(failure)) == failure ? "the same" : "another";
    })),
    PROXY_OF_AN_APPLICATIONS_PROXY(work -> outcome(
            work,
            Contexts.in(work).withBean("traced", Generic.class, () -> traced(new WovenBean(work), false)),
            context -> generic(context.getBean(Generic.class)) + ", " + generic(context.getBean(Generic.class)))),
    SWITCHED_OFF(work -> outcome(
            work,
            Contexts.in(work, WovenBean.class).withPropertyValues("stepcache.enabled=false"),
            context -> context.getBean(WovenBean.class).plain() + ", "
                    + context.getBean(WovenBean.class).callsPlain())),
    WITHOUT_PROXIES(work -> outcome(
            work,
            Contexts.in(work, WovenBean.class).withPropertyValues("spring.aop.auto=false"),
            context -> context.getBean(WovenBean.class).plain() + ", "
                    + context.getBean(WovenBean.class).plain())),
    LAZY_BEANS(work -> outcome(
            work,
            Contexts.in(work).withPropertyValues("spring.main.lazy-initialization=true"),
            context -> new WovenObject(work).step())),
    WHILE_THE_CONTEXT_STARTS(
            work -> outcome(work, Contexts.in(work, Starting.class), context -> String.valueOf(work.runs()))),
    BEFORE_THERE_IS_A_CONTEXT(work -> new WovenObject(work).step()),
    AFTER_THE_CONTEXT_WAS_CLOSED(work -> {
        Contexts.in(work).run(context -> {});
        return new WovenObject(work).step();
    }),
    AFTER_A_CONTEXT_FAILED_TO_START(work -> {
        problems(work, Unwoven.class);
        return withWork(same -> new WovenObject(same).step()).outcome(work);
    }),
    TWO_CONTEXTS(inContext((one, work) -> outcome(work, Contexts.in(work, WovenBean.class), other -> {
        String values = one.getBean(WovenBean.class).plain() + ", "
                + other.getBean(WovenBean.class).plain();
        return values + ", " + thrown(() -> one.getBean(WovenBean.class).callsPlain());
    }))),
    FINAL_METHOD_OF_A_BEAN(work -> outcome(
            work,
            Contexts.in(work, WovenObject.class),
            context -> context.getBean(WovenObject.class).step() + ", "
                    + context.getBean(WovenObject.class).step())),
    FINAL_METHOD_OF_A_PROXY(work -> problems(work, WovenObject.Open.class)),
    METHOD_THAT_IS_NOT_WOVEN(work -> problems(work, Unwoven.class)),
    CALL_ON_A_PROXY_THAT_CANNOT_INTERCEPT(
            withWork(work -> traced(new WovenObject(work), true).step()));

    @SuppressWarnings("ImmutableEnumChecker") // a trial has no state
    private final Trial trial;

    WovenScenario(Trial trial) {
        this.trial = trial;
    }

    /** Do what is tried, and tell what came of it. */
    String outcome(Workspace work) throws Exception {
        return trial.outcome(work);
    }

    private interface Trial {
        String outcome(Workspace work) throws Exception;
    }

    private interface Call<T> {
        Object on(T object) throws Exception;
    }

    private interface CallInContext {
        Object in(ApplicationContext context, Workspace work) throws Exception;
    }

    private interface Action {
        void run() throws Exception;
    }

    private static Trial withBean(Call<WovenBean> calls) {
        return inContext((context, work) -> calls.on(context.getBean(WovenBean.class)));
    }

    private static Trial withWork(Call<Workspace> calls) {
        return inContext((context, work) -> calls.on(work));
    }

    private static Trial inContext(CallInContext calls) {
        return work -> outcome(
                work,
                Contexts.in(work, WovenBean.class).withUserConfiguration(Surroundings.class),
                context -> calls.in(context, work));
    }

    /** Call steps in a context, and count how often they ran, and how often the cache was asked. */
    private static String outcome(Workspace work, ApplicationContextRunner contexts, Call<ApplicationContext> calls) {
        AtomicReference<String> outcome = new AtomicReference<>("");
        contexts.run(context ->
                outcome.set(calls.on(context) + "; runs " + work.runs().size() + ", decisions "
                        + context.getBean(Decisions.class).count()));
        return outcome.get();
    }

    private static String problems(Workspace work, Class<?> bean) {
        AtomicReference<String> problems = new AtomicReference<>("");
        Contexts.in(work, bean)
                .run(context -> problems.set(Contexts.problems(context).stream()
                        .map(Object::toString)
                        .collect(Collectors.joining("; "))));
        return problems.get();
    }

    private static Exception thrown(Action action) {
        try {
            action.run();
        } catch (Exception e) {
            return e;
        }
        throw new AssertionError("nothing was thrown");
    }

    @SuppressWarnings("unchecked")
    private static Object generic(Generic<?> bean) {
        return ((Generic<String>) bean).generic("a");
    }

    /** Make a proxy as an application might do it by itself. */
    private static <T> T traced(T object, boolean byClass) {
        ProxyFactory factory = new ProxyFactory(object);
        factory.setProxyTargetClass(byClass);
        factory.addAdvice(new SimpleTraceInterceptor());
        @SuppressWarnings("unchecked")
        T proxy = (T) factory.getProxy();
        return proxy;
    }

    /** Calls a step while beans are made. */
    static class Starting implements InitializingBean {
        private final Workspace work;

        Starting(Workspace work) {
            this.work = work;
        }

        @Override
        public void afterPropertiesSet() {
            new WovenObject(work).step();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    @EnableResilientMethods
    static class Surroundings {
        @Bean
        CountingTransactions transactions() {
            return new CountingTransactions();
        }
    }
}
