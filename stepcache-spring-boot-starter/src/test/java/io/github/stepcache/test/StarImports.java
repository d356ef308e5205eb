package io.github.stepcache.test;

import static io.github.stepcache.test.StepCacheAssertions.assertThat;
import static org.assertj.core.api.Assertions.*;

import io.github.stepcache.decision.Decision;

/** A user of AssertJ's static import with an asterisk, which a single one of another class hides. */
final class StarImports {

    private StarImports() {}

    static void check(Decision decision, String text) {
        assertThat(decision).isStale();
        assertThat(text).isNotEmpty();
        assertThatCode(() -> assertThat(decision).isStale()).doesNotThrowAnyException();
    }
}
