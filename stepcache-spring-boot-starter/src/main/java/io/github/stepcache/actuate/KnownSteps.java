package io.github.stepcache.actuate;

import io.github.stepcache.history.StepCall;
import io.github.stepcache.history.StepJournal;
import io.github.stepcache.history.StepKey;
import io.github.stepcache.spring.DeclaredStep;
import io.github.stepcache.spring.DeclaredSteps;
import io.github.stepcache.spring.SeenSteps;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The steps of an application, declared and called. To list them asks no bean. */
final class KnownSteps {

    private final DeclaredSteps declared;
    private final StepJournal journal;
    private final SeenSteps seen;

    KnownSteps(DeclaredSteps declared, StepJournal journal, SeenSteps seen) {
        this.declared = declared;
        this.journal = journal;
        this.seen = seen;
    }

    /**
     * List them: first those that are declared, each with its calls, and then the others. One that needs arguments is there
     * by itself and once for each place that it was called for.
     */
    List<KnownStep> list() {
        List<KnownStep> known = new ArrayList<>();
        List<KnownStep> called = called();
        Set<DeclaredStep> all = declaredOnce();
        for (DeclaredStep step : all) {
            List<KnownStep> calls = callsOf(step, called);
            if (calls.isEmpty() || step.needsArguments()) {
                known.add(new KnownStep(Optional.of(step), Optional.empty()));
            }
            known.addAll(calls);
        }
        called.stream()
                .filter(step -> step.declared().filter(all::contains).isEmpty())
                .forEach(known::add);
        return known;
    }

    /**
     * Find those of a name: several, if they are in different directories. A step that was called elsewhere than a call
     * would find it now is there a second time, for its present place.
     */
    List<KnownStep> named(String name) {
        List<KnownStep> named = new ArrayList<>(
                list().stream().filter(step -> step.name().equals(name)).toList());
        for (KnownStep step : List.copyOf(named)) {
            KnownStep unseen = new KnownStep(step.declared(), Optional.empty());
            boolean here =
                    named.stream().anyMatch(other -> other.declared().equals(step.declared()) && isInPlace(other));
            if (step.declared().isPresent() && !step.needsArguments() && !here) {
                named.add(unseen);
            }
        }
        return named;
    }

    /** Make one of all calls of each declared step, with the last of them, so that a picture shows it once. */
    List<KnownStep> drawn() {
        List<KnownStep> called = called();
        Set<DeclaredStep> all = declaredOnce();
        List<KnownStep> drawn = new ArrayList<>();
        for (DeclaredStep step : all) {
            Optional<StepCall> last = callsOf(step, called).stream()
                    .flatMap(call -> call.lastCall().stream())
                    .max(Comparator.comparing(StepCall::startedAt));
            drawn.add(new KnownStep(Optional.of(step), last));
        }
        called.stream()
                .filter(step -> step.declared().filter(all::contains).isEmpty())
                .forEach(drawn::add);
        return drawn;
    }

    /** Tell whether a step that needs no arguments was called where a call would find it now, if at all. Asks beans. */
    static boolean isInPlace(KnownStep step) {
        if (step.lastCall().isEmpty()) {
            return true;
        }
        try {
            Optional<StepKey> now = step.declared().flatMap(DeclaredStep::spec).map(StepKey::of);
            return now.equals(step.lastCall().map(StepCall::key));
        } catch (RuntimeException e) { // an expression that cannot be evaluated; a check says so
            return false;
        }
    }

    /** Beans of one class have the same methods. */
    private Set<DeclaredStep> declaredOnce() {
        return new LinkedHashSet<>(declared.list());
    }

    private List<KnownStep> called() {
        return journal.latest().stream()
                .map(call -> new KnownStep(declaration(call), Optional.of(call)))
                .toList();
    }

    private static List<KnownStep> callsOf(DeclaredStep step, List<KnownStep> called) {
        return called.stream()
                .filter(call -> call.declared().equals(Optional.of(step)))
                .toList();
    }

    /** Nobody notes whose a call is that goes round the cache. */
    private Optional<DeclaredStep> declaration(StepCall call) {
        Optional<DeclaredStep> declaration = seen.declaration(call.spec());
        if (declaration.isPresent() || !new KnownStep(declaration, Optional.of(call)).wasBypassed()) {
            return declaration;
        }
        List<DeclaredStep> namesakes = declaredOnce().stream()
                .filter(step -> step.name().equals(call.spec().name()))
                .toList();
        return namesakes.size() == 1 ? Optional.of(namesakes.get(0)) : Optional.empty();
    }
}
