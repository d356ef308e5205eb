package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.decision.StaleReason.ResultUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;

/** A tree that is moved together with its base directory stays fresh (contract 2.4), also by links. */
class MovedTreeTests {

    private final Path base;
    private final Path moved;
    private final Pipeline pipeline;

    MovedTreeTests(@TempDir Path directory) throws IOException {
        this.base = Files.createDirectory(directory.resolve("base"));
        this.moved = directory.resolve("moved");
        this.pipeline = Pipeline.in(base);
    }

    @Test
    void movedTreeStaysFresh() throws IOException {
        pipeline.run();
        Files.move(base, moved);

        assertThat(new Pipeline(moved).run().value()).isEqualTo("run 1");
        assertThat(new Pipeline(moved).run().executed()).isFalse();
    }

    @Test
    void sameTreeByALinkIsFresh() throws IOException {
        pipeline.run();
        Files.createSymbolicLink(moved, base);

        assertThat(new Pipeline(moved).run().executed()).isFalse();
    }

    @Test
    void valueThatNamesAPathInTheOldTreeIsNotReplayedInTheNewOne() throws IOException {
        assertThat(output(pipeline).value()).isEqualTo(base.resolve(Pipeline.OUTPUT));
        assertThat(output(pipeline).executed()).isFalse();
        Files.move(base, moved);

        StepResult<Path> result = output(new Pipeline(moved));
        assertThat(result.value()).isEqualTo(moved.resolve(Pipeline.OUTPUT));
        assertThat(result.decision().reasons())
                .hasOnlyElementsOfType(ResultUnavailable.class)
                .hasSize(1);
        assertThat(output(new Pipeline(moved)).executed()).isFalse();
    }

    @Test
    void valueThatNamesAPathSomewhereInsideIsNotReplayedInTheNewTreeEither() throws IOException {
        ResultCodec<List<String>> codec = ResultCodec.of(new TypeReference<List<String>>() {}.getType());
        List<String> lines = List.of("written to " + base.resolve("out") + "!");
        pipeline.settings().build().run(pipeline.step(), codec, () -> {
            pipeline.work();
            return lines;
        });
        assertThat(pipeline.settings()
                        .build()
                        .run(pipeline.step(), codec, List::of)
                        .value())
                .isEqualTo(lines);
        Files.move(base, moved);

        Pipeline there = new Pipeline(moved);
        assertThat(there.settings().build().run(there.step(), codec, List::of).executed())
                .isTrue();
    }

    @Test
    void pathInTheTreeIsKnownInEachOfItsSpellings() throws IOException, UnrecordableResultException {
        Path spaced = Files.createDirectory(base.resolve("with a space"));
        Files.createSymbolicLink(moved, spaced);

        for (Path used : List.of(spaced, moved)) {
            Path output = used.resolve("out");
            for (String value : List.of(
                    output.toString(),
                    spaced.toRealPath().resolve("out").toString(),
                    output.toUri().toString(),
                    "see " + output.toUri().getRawPath() + "/a.csv")) {
                assertThat(isPlaced(value, used)).as(value).isTrue();
            }
            assertThat(isPlaced("out/a.csv", used)).isFalse();
        }
    }

    private static boolean isPlaced(String value, Path base) throws UnrecordableResultException {
        ResultCodec<String> codec = new PlacedCodec<>(ResultCodec.of(String.class), base);
        return PlacedCodec.isPlaced(codec.encode(value).orElseThrow());
    }

    private StepResult<Path> output(Pipeline where) {
        return where.settings().build().run(where.step(), () -> {
            where.work();
            return where.path(Pipeline.OUTPUT);
        });
    }
}
