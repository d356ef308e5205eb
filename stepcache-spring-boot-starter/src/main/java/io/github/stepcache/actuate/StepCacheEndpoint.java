package io.github.stepcache.actuate;

import io.github.stepcache.StepCache;
import io.github.stepcache.history.StepJournal;
import io.github.stepcache.spring.DeclaredSteps;
import io.github.stepcache.spring.SeenSteps;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * Shows the steps of an application, why they ran, and what they would do now. It runs no step. To forget one needs
 * unrestricted access.
 */
@Endpoint(id = "stepcache", defaultAccess = Access.READ_ONLY)
public class StepCacheEndpoint {

    /** In a list of all steps; who asks for one gets more. */
    private static final int MOST_REASONS_IN_LIST = 10;

    private final KnownSteps steps;
    private final StepJournal journal;
    private final StepChecks checks;
    private final StepRemoval removal;
    private final Path baseDir;

    /**
     * Set up.
     *
     * @param declared the steps that the application declares
     * @param journal what became of those that were called
     * @param seen tells who declares those
     * @param cache checks and forgets steps; asked only when that is to be done
     * @param baseDir the directory that relative paths of steps are relative to
     */
    public StepCacheEndpoint(
            DeclaredSteps declared, StepJournal journal, SeenSteps seen, Supplier<StepCache> cache, Path baseDir) {
        this.steps = new KnownSteps(declared, journal, seen);
        this.journal = journal;
        this.checks = new StepChecks(cache, seen);
        this.removal = new StepRemoval(cache);
        this.baseDir = baseDir;
    }

    /**
     * List all steps. Reads no file and asks no bean.
     *
     * @return the steps, with their last calls in this process
     */
    @ReadOperation
    public StepsDescriptor steps() {
        return new StepsDescriptor(
                StepsDescriptor.Totals.of(journal.totals()),
                steps.list().stream()
                        .map(step -> StepDescriptor.of(step, MOST_REASONS_IN_LIST, null))
                        .toList());
    }

    /**
     * Show the steps of one name, and check what a call would decide now, which reads what it would read.
     *
     * @param step the name; of one that needs arguments, its template, or the name that it had when it was called
     * @return the steps, with all reasons; null if there is none of that name
     */
    @ReadOperation
    public @Nullable NamedStepsDescriptor step(@Selector String step) {
        List<StepDescriptor> named = steps.named(step).stream()
                .map(known -> StepDescriptor.of(known, Integer.MAX_VALUE, checks.check(known)))
                .toList();
        return named.isEmpty() ? null : new NamedStepsDescriptor(step, named);
    }

    /**
     * Forget the last runs of the steps of one name, so that their next calls run them.
     *
     * @param step the name
     * @return what was forgotten; null if there is no step of that name
     */
    @DeleteOperation
    public @Nullable ForgottenDescriptor forget(@Selector String step) {
        List<KnownStep> named = steps.named(step);
        return named.isEmpty() ? null : new ForgottenDescriptor(step, removal.forget(named));
    }

    DrawnSteps drawn() {
        return DrawnSteps.of(steps.drawn(), baseDir);
    }
}
