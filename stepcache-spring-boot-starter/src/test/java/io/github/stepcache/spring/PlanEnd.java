package io.github.stepcache.spring;

import org.springframework.beans.factory.config.BeanPostProcessor;

/** Ends an application that has printed its plan by an exception, and not its process. */
public final class PlanEnd implements BeanPostProcessor {

    /** Thrown where the process would end. */
    public static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof PlanRun plan) {
            plan.endWith(() -> {
                throw new Ended();
            });
        }
        return bean;
    }
}
