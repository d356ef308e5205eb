package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.faults.Faults;
import io.github.stepcache.faults.FaultyFileSystem;
import io.github.stepcache.store.OutputStore;
import io.github.stepcache.trust.Effort;
import io.github.stepcache.trust.Harm;
import io.github.stepcache.trust.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise itself (contract 1), for restoring: two machines share a store, or each has its own and both a remote one, and
 * whatever happens to inputs, outputs, manifests and stores, a step that was skipped or restored cannot be told from one
 * that ran.
 */
class RandomSharingTests {

    private static final int LENGTH = 60;

    private static Tally tally = new Tally("random histories of two machines");

    private final Faults faults = new Faults();
    private final FaultyFileSystem files = new FaultyFileSystem(faults);
    private final MemoryStore remote = new MemoryStore();
    private final List<String> history = new ArrayList<>();
    private final SharingMachine one = new SharingMachine(files.reliable("/one/base"));
    private final SharingMachine two = new SharingMachine(files.reliable("/two/base"));
    private Random random = new Random(0);
    private boolean storeIsShared;
    private boolean recordsAreSigned;
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Effort.of(80, 10_000));
    }

    @BeforeAll
    static void begin() {
        tally = new Tally("random histories of two machines");
    }

    @AfterAll
    static void nothingWasWrongAndMuchWasRestored() {
        tally.finish();
        assertThat(tally.count("restored")).isGreaterThan(tally.count("histories"));
        assertThat(tally.count("from afar")).isGreaterThan(tally.count("histories") / 4);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void restoringCannotBeToldFromRunning(long seed) throws IOException {
        random = new Random(seed);
        storeIsShared = seed % 2 == 0;
        recordsAreSigned = seed % 3 == 0;
        one.expires(seed % 5 == 0);
        two.expires(seed % 5 == 0);
        for (String store : List.of("/store", "/one/store", "/two/store")) { // no clean-up on another thread meanwhile
            Path mark = Files.createDirectories(files.reliable(store)).resolve("clean-up.lock");
            Files.setLastModifiedTime(Files.createFile(mark), FileTime.from(Instant.now()));
        }
        for (int i = 0; i < LENGTH; i++) {
            happen(random.nextBoolean() ? one : two);
        }
        for (SharingMachine machine : List.of(one, two)) {
            callAndVerify("run", machine, settings(machine));
            callAndVerify("run", machine, settings(machine));
        }
        tally.tried("histories");
    }

    private void happen(SharingMachine machine) throws IOException {
        switch (random.nextInt(20)) {
            case 0, 1, 2 -> note(machine.editInput(random));
            case 3, 4 -> note(machine.deleteOutputs());
            case 5, 6 -> note(machine.damageOutput(random));
            case 7 -> note(machine.damageManifest(random));
            case 8 -> note(machine.takeManifestOf(machine == one ? two : one));
            case 9 -> damageStore(machine);
            case 10 -> {
                MemoryStore.Mood mood = any(MemoryStore.Mood.values());
                note("the remote store " + mood);
                remote.mood(mood);
            }
            case 11 -> now = now.plusSeconds(random.nextInt(60_000) - 5_000);
            case 12 -> callAndDie(machine);
            case 13, 14 -> callUnderFaults(machine, any(Faults.Kind.values()));
            case 15 ->
                callAndVerify(
                        "force or bypass",
                        machine,
                        random.nextBoolean()
                                ? settings(machine).force(true)
                                : settings(machine).enabled(false));
            default -> {
                remote.mood(random.nextInt(3) == 0 ? any(MemoryStore.Mood.values()) : MemoryStore.Mood.GOOD);
                callAndVerify("run", machine, settings(machine));
            }
        }
    }

    private void damageStore(SharingMachine machine) throws IOException {
        int what = random.nextInt(4);
        if (what == 0) {
            note(SharingMachine.damageOneOf(storeOf(machine), random));
        } else if (what <= 2) {
            note(SharingMachine.lose(storeOf(machine)));
        } else if (!remote.kept().isEmpty()) {
            List<String> names = List.copyOf(remote.kept().keySet());
            String name = names.get(random.nextInt(names.size()));
            byte[] content = remote.kept().getOrDefault(name, new byte[0]);
            note("damage the remote " + name.substring(0, 6));
            switch (random.nextInt(3)) {
                case 0 -> remote.kept().remove(name);
                case 1 -> remote.kept().put(name, Arrays.copyOf(content, random.nextInt(content.length + 1)));
                default -> remote.kept().put(name, remote.kept().getOrDefault(any(names), content));
            }
        }
    }

    private String any(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }

    /** The process ends in the middle of the step. */
    private void callAndDie(SharingMachine machine) {
        note("die");
        try {
            StepCacheBuilder settings = settings(machine).force(random.nextBoolean());
            settings.build().run(machine.step(), () -> {
                machine.workByHalf();
                faults.plan(Faults.Kind.KILL, 1);
                return files.faulty(machine.base()).toRealPath().toString();
            });
        } catch (IOException | Faults.Killed e) {
            note(e.getClass().getSimpleName());
        }
        faults.heal();
    }

    private void callUnderFaults(SharingMachine machine, Faults.Kind kind) {
        int operation = 1 + random.nextInt(500);
        StepCache cache = settings(machine).force(random.nextInt(4) == 0).build();
        boolean fails = random.nextInt(4) == 0;
        note(kind + " at " + operation);
        faults.plan(kind, operation);
        try {
            StepResult<String> result =
                    cache.run(machine.step(), () -> Interrupts.heldBack(() -> work(machine, fails)));
            tally.tried(result.decision() instanceof Decision.Restored ? "restored under faults" : "runs under faults");
        } catch (IOException | RuntimeException | Faults.Killed e) {
            note(e.getClass().getSimpleName());
        }
        faults.heal();
        Thread.interrupted();
    }

    private static String work(SharingMachine machine, boolean fails) throws IOException {
        if (fails) {
            machine.workByHalf();
            throw new IOException("failed");
        }
        return machine.work();
    }

    private void callAndVerify(String what, SharingMachine machine, StepCacheBuilder settings) throws IOException {
        note(what);
        SortedMap<String, String> outside = machine.allBesideOutputs();
        SortedMap<String, String> expected = new TreeMap<>(machine.expected());
        boolean fresh = settings.build().check(machine.step()).isFresh();
        boolean wrong = !machine.outputs().equals(expected);
        String where = "seed " + history;
        tally.check(Harm.FALSE_FRESH, fresh && wrong, where);
        StepResult<String> result = settings.build().run(machine.step(), machine::work);
        String after = where + ", " + result.decision().describe();
        tally.check(Harm.WRONG_OUTPUT, !machine.outputs().equals(expected), after + ": " + machine.outputs());
        tally.check(Harm.LOST_RESULT, !result.value().equals(machine.value()), after + ": " + result.value());
        tally.check(Harm.FALSE_FRESH, !result.executed() && machine.isTooOld(result.decision(), now), after);
        tally.check(Harm.LITTER, !machine.allBesideOutputs().equals(outside), after + machine.allBesideOutputs());
        boolean asked = result.decision() instanceof Decision.Restored;
        tally.check(Harm.LITTER, asked && machine.hasStaging(), after + ": staging");
        tally.tried(result.executed() ? "run" : asked ? "restored" : "fresh");
        if (result.decision() instanceof Decision.Restored restored
                && restored.store().equals("memory")) {
            tally.tried("from afar");
        }
    }

    private Path storeOf(SharingMachine machine) {
        return files.reliable(storeIsShared ? "/store" : machine == one ? "/one/store" : "/two/store");
    }

    private StepCacheBuilder settings(SharingMachine machine) {
        OutputStore.Builder store =
                OutputStore.in(files.faulty(storeOf(machine))).remote(remote).push(true);
        if (recordsAreSigned) {
            store.secret(new byte[] {1, 2, 3});
        }
        return StepCache.builder()
                .baseDir(files.faulty(machine.base()))
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .store(store.build());
    }

    private void note(String event) {
        history.add(event);
    }

    @SafeVarargs
    private <T> T any(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
