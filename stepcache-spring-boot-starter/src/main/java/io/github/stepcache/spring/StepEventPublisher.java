package io.github.stepcache.spring;

import io.github.stepcache.StepFailure;
import io.github.stepcache.StepListener;
import io.github.stepcache.StepResult;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.spring.StepEvent.StepCompleted;
import io.github.stepcache.spring.StepEvent.StepDecided;
import io.github.stepcache.spring.StepEvent.StepFailed;
import io.github.stepcache.spring.StepEvent.StepNotRemembered;
import io.github.stepcache.step.StepSpec;
import org.springframework.context.ApplicationEventPublisher;

/** Publishes what becomes of steps to the application, as {@link StepEvent}s. */
public final class StepEventPublisher implements StepListener {

    private final ApplicationEventPublisher application;

    /**
     * Publish to one application.
     *
     * @param application takes the events
     */
    public StepEventPublisher(ApplicationEventPublisher application) {
        this.application = application;
    }

    @Override
    public void decided(StepSpec spec, Decision decision) {
        application.publishEvent(new StepDecided(spec, decision));
    }

    @Override
    public void completed(StepSpec spec, StepResult<?> result) {
        application.publishEvent(new StepCompleted(spec, result));
    }

    @Override
    public void failed(StepSpec spec, StepFailure failure) {
        application.publishEvent(new StepFailed(spec, failure));
    }

    @Override
    public void notRemembered(StepSpec spec, String why) {
        application.publishEvent(new StepNotRemembered(spec, why));
    }
}
