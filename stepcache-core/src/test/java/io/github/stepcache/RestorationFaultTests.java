package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.faults.Faults;
import io.github.stepcache.faults.Faults.Kind;
import io.github.stepcache.faults.FaultyFileSystem;
import io.github.stepcache.store.OutputStore;
import io.github.stepcache.trust.Effort;
import io.github.stepcache.trust.Harm;
import io.github.stepcache.trust.Tally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Of all operations on files while outputs are restored, one goes wrong, as in {@link FaultTests}: the caller gets the right
 * value over the right outputs, and nothing is falsely fresh afterwards.
 */
class RestorationFaultTests {

    private final Faults faults = new Faults();
    private final FaultyFileSystem files = new FaultyFileSystem(faults);

    static Stream<Arguments> combinations() {
        return Stream.of(Kind.values())
                .flatMap(kind ->
                        Stream.of(OutputVerification.values()).map(verification -> Arguments.of(kind, verification)));
    }

    private SharingMachine machine(String name) {
        return new SharingMachine(files.reliable("/" + name + "/base"));
    }

    private StepCache cache(String name, OutputVerification verification) {
        return StepCache.builder()
                .baseDir(files.faulty(files.reliable("/" + name + "/base")))
                .verifyOutputs(verification)
                .store(OutputStore.in(files.faulty(files.reliable("/" + name + "/store")))
                        .build())
                .build();
    }

    /** A machine whose last run was with the input 2, and one before with 1, which is the input now. */
    private SharingMachine prepare(String name, OutputVerification verification) throws IOException {
        noCleanUp(files.reliable("/" + name + "/store"));
        SharingMachine machine = machine(name).input("1");
        cache(name, verification).run(machine.step(), machine::work);
        machine.input("2");
        cache(name, verification).run(machine.step(), machine::work);
        if (verification == OutputVerification.EXISTS) { // where nobody knows who left what is not needed now
            machine.deleteOutputs();
        }
        return machine.input("1");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("combinations")
    void faultWhileRestoringDoesNoHarm(Kind kind, OutputVerification verification) throws IOException {
        Tally tally = new Tally("faults while restoring, " + kind + ", " + verification);
        boolean struck = true;
        int step = Effort.of(5, 1);
        for (int at = 1 + kind.name().length() % step; struck; at += step) {
            String name = "attempt-" + at;
            SharingMachine machine = prepare(name, verification);
            @Nullable StepResult<String> result = null;
            faults.plan(kind, at);
            try {
                result = cache(name, verification).run(machine.step(), () -> Interrupts.heldBack(() -> machine.work()));
            } catch (Faults.Killed | ManifestStuckException e) {
                tally.tried(e.getClass().getSimpleName());
            }
            struck = faults.struck();
            String where = "at " + at + " of " + faults.operations();
            faults.heal();
            boolean mayBe = struck && kind == Kind.INTERRUPT; // the store's threads are interrupted, too
            tally.check(Harm.LOST_RESULT, Thread.interrupted() && !mayBe, where);
            if (result != null) {
                boolean right =
                        result.value().equals("value of 1") && machine.outputs().equals(machine.expected());
                tally.check(Harm.WRONG_OUTPUT, !right, where + " " + machine.outputs());
                tally.tried(result.decision() instanceof Decision.Restored ? "restored" : "run");
                tally.check(Harm.LOST_RESULT, !struck && result.executed(), where);
            }
            for (String input : new String[] {"2", "1"}) {
                machine.input(input);
                boolean fresh = cache(name, verification).check(machine.step()).isFresh();
                tally.check(Harm.FALSE_FRESH, fresh && !machine.outputs().equals(machine.expected()), where);
            }
            StepResult<String> next = cache(name, verification).run(machine.step(), machine::work);
            boolean right =
                    next.value().equals("value of 1") && machine.outputs().equals(machine.expected());
            tally.check(Harm.WRONG_OUTPUT, !right, "then " + where + " " + machine.outputs());
            if (next.decision() instanceof Decision.Fresh) { // which cleans nothing up
                cache(name, verification).run(machine.input("3").step(), machine::work);
            }
            tally.check(Harm.LITTER, machine.hasStaging(), where);
            tally.tried("operations");
        }
        tally.finish();
        assertThat(tally.count("operations")).isGreaterThan(Effort.of(40, 200));
        assertThat(tally.count("restored")).isPositive();
    }

    @Test
    void whatSomebodyElseWritesRightBehindItIsSeen() throws IOException {
        SharingMachine machine = prepare("one", OutputVerification.CONTENT);
        AtomicInteger moved = new AtomicInteger();
        faults.refuse(operation -> {
            if (operation.startsWith("move ") && operation.endsWith("/out/report.txt")) {
                moved.incrementAndGet();
            } else if (operation.startsWith("list ") && moved.compareAndSet(1, 2)) {
                write(machine.base().resolve("out/report.txt"), "somebody else's");
            }
            return false;
        });

        StepResult<String> result = cache("one", OutputVerification.CONTENT).run(machine.step(), machine::work);

        assertThat(moved).hasValue(2);
        assertThat(result.executed()).isTrue();
        assertThat(machine.outputs()).isEqualTo(machine.expected());
    }

    @Test
    void linkThatComesWhileFilesAreFetchedIsNotEntered() throws IOException {
        SharingMachine machine = prepare("one", OutputVerification.CONTENT);
        Path elsewhere = Files.createDirectory(files.reliable("/elsewhere"));
        AtomicInteger copied = new AtomicInteger();
        faults.refuse(operation -> {
            if (operation.startsWith("write ") && operation.contains(".restoring.") && copied.compareAndSet(0, 1)) {
                turnIntoLink(machine, elsewhere);
            }
            return false;
        });

        StepResult<String> result = cache("one", OutputVerification.CONTENT).run(machine.step(), () -> {
            assertThat(elsewhere).isEmptyDirectory();
            Files.delete(machine.base().resolve("out/parts"));
            return machine.work();
        });

        assertThat(copied).hasValue(1);
        assertThat(result.executed()).isTrue();
        assertThat(elsewhere).isEmptyDirectory();
    }

    /** The store has just been cleaned up, and so it is not now, on another thread. */
    private static void noCleanUp(Path store) throws IOException {
        Path mark = Files.createDirectories(store).resolve("clean-up.lock");
        Files.createFile(mark);
        Files.setLastModifiedTime(mark, FileTime.from(Instant.now()));
    }

    private static void turnIntoLink(SharingMachine machine, Path elsewhere) {
        try {
            machine.deleteOutputs();
            Files.createSymbolicLink(machine.base().resolve("out/parts"), elsewhere);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
