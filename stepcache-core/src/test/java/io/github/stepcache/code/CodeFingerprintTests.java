package io.github.stepcache.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The fingerprint of code is a value, and none that says nothing passes for one that says something. */
class CodeFingerprintTests {

    @Test
    void noneCountsNothing() {
        assertThat(CodeFingerprint.none().counts()).isFalse();
        assertThat(CodeFingerprint.of("git", Map.of("commit", "4f2c")).counts()).isTrue();
        assertThat(new CodeFingerprint("calls 1", new TreeMap<>(), List.of("no class file")).counts())
                .isTrue();
    }

    @Test
    void hashesOrProblemsWithoutAKindAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> CodeFingerprint.of(" ", Map.of("commit", "4f2c")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CodeFingerprint("", new TreeMap<>(), List.of("no class file")));
    }

    /** Such as what a filter that matches nothing leaves: a step would be fresh whatever happens to its code. */
    @Test
    void aKindWithoutHashesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CodeFingerprint.of("git", Map.of()))
                .withMessageContaining("CodeFingerprint.none()");
    }

    @Test
    @SuppressWarnings("NullAway") // not everybody has a compiler that refuses it
    void aHashThatIsNullIsRefusedByName() {
        Map<String, String> methods = new HashMap<>();
        methods.put("com.acme.Report.write", null);

        assertThatNullPointerException()
                .isThrownBy(() -> CodeFingerprint.of("calls 1", methods))
                .withMessageContaining("com.acme.Report.write");
    }

    @Test
    void itIsChangedByNobody() {
        Map<String, String> methods = new HashMap<>(Map.of("a", "1"));
        List<String> problems = new ArrayList<>(List.of("no class file"));
        CodeFingerprint code = new CodeFingerprint("calls 1", new TreeMap<>(methods), problems);
        methods.clear();
        problems.clear();

        assertThat(code.methods()).isEqualTo(Map.of("a", "1"));
        assertThat(code.problems()).containsExactly("no class file");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> code.methods().clear());
    }
}
