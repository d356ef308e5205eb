package io.github.stepcache.trust;

import io.github.stepcache.ResultCodec;
import io.github.stepcache.StepCache;
import io.github.stepcache.StepListener;
import io.github.stepcache.StepResult;
import io.github.stepcache.UnrecordableResultException;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.manifest.RecordedResult;
import io.github.stepcache.step.StepSpec;
import io.github.stepcache.trust.InputsTampering.Undo;
import io.github.stepcache.trust.InputsTree.Selection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One run of one step, its inputs changed meanwhile, and the question whether it is fresh over wrong outputs. */
final class InputsHistory {

    private static final List<InputsTampering> WAYS = List.of(InputsTampering.values());

    private final InputsTree tree;
    private final Selection selection;
    private final Random random;
    private final long seed;
    private final Tally tally;
    private final StepSpec step;
    private final StepCache cache;
    private final Path output;
    private final List<String> story = new ArrayList<>();
    private final List<Undo> undone = new ArrayList<>();
    private boolean tampering;

    InputsHistory(Path base, Selection selection, long seed, Tally tally) throws IOException {
        this.tree = new InputsTree(base, selection);
        this.selection = selection;
        this.random = new Random(seed);
        this.seed = seed;
        this.tally = tally;
        this.step = StepSpec.named("s")
                .inputs(selection.inputs())
                .outputDir(Path.of("out"))
                .requiredOutputs("o")
                .build();
        this.cache = StepCache.builder()
                .baseDir(base)
                .listener(betweenReadingAndCalling())
                .build();
        this.output = base.resolve("out/o");
    }

    /** Nobody touches the inputs, freshly written as they are: this run is remembered. */
    void runUndisturbed() {
        if (run()) {
            tally.tried("undisturbed runs remembered");
        }
        compare();
    }

    /** The inputs change at certain moments of the run: before the call, within it, before the record is written. */
    void runAndTamper() throws IOException {
        tampering = true;
        tally.tried(run() ? "tampered runs remembered" : "tampered runs not remembered");
        tampering = false;
        if (random.nextBoolean()) {
            changeBack();
        }
        compare();
    }

    /** Another thread changes inputs, and changes them back, as long as the run goes on. */
    void runBesideAVandal() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        FutureTask<Boolean> vandal = new FutureTask<>(() -> {
            while (!stop.get()) {
                tamper(new Random(random.nextLong()));
                changeBack();
            }
            return true;
        });
        new Thread(vandal).start();
        boolean remembered = run();
        stop.set(true);
        vandal.get(20, TimeUnit.SECONDS);
        tally.tried(remembered ? "runs beside a vandal remembered" : "runs beside a vandal not remembered");
        compare();
    }

    private boolean run() {
        try {
            StepResult<String> result = cache.run(step, beforeTheRecordIsWritten(), this::work);
            return result.remembered();
        } catch (IOException | UncheckedIOException e) { // what it read was not there at that moment
            return false;
        }
    }

    private String work() throws IOException {
        maybeTamper();
        List<Path> files = tree.files();
        int middle = random.nextInt(files.size() + 1);
        String text = tree.read(files.subList(0, middle));
        maybeTamper();
        text += tree.read(files.subList(middle, files.size()));
        Files.writeString(output, text);
        maybeTamper();
        return "done";
    }

    private void compare() {
        if (cache.check(step).isFresh()) {
            tally.tried("fresh");
            tally.check(Harm.FALSE_FRESH, !isRight(), where());
        }
        if (run()) {
            tally.check(Harm.WRONG_OUTPUT, !isRight(), where());
        }
    }

    /** Tell whether the output is what the step would make of the inputs as they are. */
    private boolean isRight() {
        try {
            return tree.read(tree.files()).equals(Files.readString(output));
        } catch (IOException | UncheckedIOException e) {
            story.add(e.toString());
            return false;
        }
    }

    private String where() {
        return "seed " + seed + ", " + selection + ", " + story;
    }

    private void maybeTamper() {
        if (tampering && random.nextInt(3) > 0) {
            try {
                if (undone.isEmpty()) {
                    tamper(random);
                } else {
                    changeBack();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void tamper(Random choice) throws IOException {
        InputsTampering way = WAYS.get(choice.nextInt(WAYS.size()));
        story.add(way.name());
        undone.add(way.apply(tree, choice));
    }

    private void changeBack() throws IOException {
        while (!undone.isEmpty()) {
            story.add("back");
            undone.remove(undone.size() - 1).run();
        }
    }

    private StepListener betweenReadingAndCalling() {
        return new StepListener() {
            @Override
            public void decided(StepSpec spec, Decision decision) {
                maybeTamper();
            }
        };
    }

    private ResultCodec<String> beforeTheRecordIsWritten() {
        ResultCodec<String> text = ResultCodec.of(String.class);
        return new ResultCodec<>() {
            @Override
            public Optional<RecordedResult> encode(String value) throws UnrecordableResultException {
                maybeTamper();
                return text.encode(value);
            }

            @Override
            public String decode(Optional<RecordedResult> recorded) throws UnrecordableResultException {
                return text.decode(recorded);
            }
        };
    }
}
