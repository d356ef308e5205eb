package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.decision.StaleReason.InputAdded;
import io.github.stepcache.decision.StaleReason.InputChanged;
import io.github.stepcache.decision.StaleReason.InputRemoved;
import io.github.stepcache.decision.StaleReason.InputUnreadable;
import io.github.stepcache.decision.StaleReason.NoInputMatched;
import io.github.stepcache.step.InputContent;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Inputs that are no files of the base directory count like files. */
class InputSourceTests extends SourcedStep {

    @Test
    void unchangedContentIsFresh() throws IOException {
        assertThat(run().remembered()).isTrue();
        assertThat(check().isFresh()).isTrue();
    }

    @Test
    void changedContentRunsTheStep() throws IOException {
        run();
        memory.put("memory://x", "2");

        assertThat(check().reasons())
                .singleElement()
                .isInstanceOfSatisfying(
                        InputChanged.class, changed -> assertThat(changed.key()).isEqualTo("memory://x"));
    }

    @Test
    void addedAndRemovedContentRunTheStep() throws IOException {
        run();
        memory.remove("memory://x");
        memory.put("memory://y", "1");

        assertThat(check().reasons()).containsExactly(new InputRemoved("memory://x"), new InputAdded("memory://y"));
    }

    @Test
    void declarationWithoutTheSourceIsStale() throws IOException {
        run();
        spec = declare().build();

        assertThat(check().reasons()).containsExactly(new InputRemoved("memory://x"));
    }

    @Test
    void sourceThatIsNewInTheDeclarationRunsTheStep() throws IOException {
        spec = declare().build();
        run();
        spec = declare().inputSource("memory:*", this::inMemory).build();

        assertThat(check().reasons()).containsExactly(new InputAdded("memory://x"));
    }

    @Test
    void sourceThatFindsNothingIsNeverFresh() throws IOException {
        memory.clear();

        assertThat(run().remembered()).isFalse();
        assertThat(check().reasons()).contains(new NoInputMatched("memory:*"));
    }

    @Test
    void sourceThatFailsIsNeverFresh() throws IOException {
        run();
        spec = declare()
                .inputSource("memory:*", () -> {
                    throw new IOException("the shop is closed");
                })
                .build();

        assertThat(check().reasons()).contains(new InputUnreadable("memory:*", "IOException: the shop is closed"));
        assertThat(run().remembered()).isFalse();
    }

    @Test
    void contentThatCannotBeReadIsNeverFreshWhateverIsThrown() throws IOException {
        run();
        List<InputContent> broken = List.of(
                failing("memory://runtime", () -> {
                    throw new IllegalStateException("no\nclient");
                }),
                failing("memory://linkage", () -> {
                    throw new NoClassDefFoundError("Client");
                }),
                failing("memory://io", () -> {
                    throw new IOException("gone");
                }));
        spec = declare().inputSource("memory:*", () -> broken).build();

        assertThat(check().reasons())
                .contains(
                        new InputUnreadable("memory://runtime", "java.lang.IllegalStateException: no\\nclient"),
                        new InputUnreadable("memory://linkage", "java.lang.NoClassDefFoundError: Client"),
                        new InputUnreadable("memory://io", "IOException: gone"));
        assertThat(run().remembered()).isFalse();
    }

    @Test
    void contentThatChangesWhileTheStepRunsIsNotRemembered() throws IOException {
        meanwhile = () -> memory.put("memory://x", "2");

        assertThat(run().remembered()).isFalse();
        assertThat(check().isFresh()).isFalse();
    }

    @Test
    void contentThatComesWhileTheStepRunsIsNotRemembered() throws IOException {
        meanwhile = () -> memory.put("memory://y", "2");

        assertThat(run().remembered()).isFalse();
    }

    @Test
    void contentThatGoesWhileTheStepRunsIsNotRemembered() throws IOException {
        memory.put("memory://y", "2");
        meanwhile = () -> memory.remove("memory://y");

        assertThat(run().remembered()).isFalse();
    }

    private static InputContent failing(String name, InputContent.Opening opening) {
        return new InputContent.Streamed(name, opening);
    }
}
