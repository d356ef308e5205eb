package io.github.stepcache.spring;

import io.github.stepcache.plan.Plan;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Prints what the steps of an application would do, and ends the process, if the application was started for that: when
 * all beans are there, and before a server listens or a runner is called.
 */
public final class PlanRun implements SmartLifecycle {

    private final boolean wanted;
    private final Supplier<Plan> plan;
    private final List<String> notes;
    private Runnable end;

    /**
     * Set up.
     *
     * @param wanted whether to make a plan at all
     * @param plan makes it
     * @param notes what is to be said of all steps
     * @param context the application, closed when the plan is printed
     */
    public PlanRun(boolean wanted, Supplier<Plan> plan, List<String> notes, ConfigurableApplicationContext context) {
        this.wanted = wanted;
        this.plan = plan;
        this.notes = List.copyOf(notes);
        this.end = () -> {
            context.close(); // a hook that did so while this thread starts the context could wait for it for ever
            System.exit(0);
        };
    }

    /** Have something else done than to end the process; for tests. */
    void endWith(Runnable otherEnd) {
        this.end = otherEnd;
    }

    @Override
    public void start() {
        StringBuilder text = new StringBuilder("\nPlan: nothing was run, and nothing written.\n\n");
        notes.forEach(note -> text.append(note).append("\n\n"));
        System.out.println(text.append(plan.get().toText()));
        System.out.flush();
        end.run();
    }

    @Override
    public boolean isAutoStartup() {
        return wanted;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    @Override
    public void stop() {
        // there is nothing to stop
    }

    @Override
    public boolean isRunning() {
        return false;
    }
}
