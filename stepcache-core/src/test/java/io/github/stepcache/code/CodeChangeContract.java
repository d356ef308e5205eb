package io.github.stepcache.code;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A table of changes to code, and what they do to a step: each says why the step is stale then, or that it is fresh. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class CodeChangeContract {

    private final CodeScope scope;
    private final CodeChanges changes;

    CodeChangeContract(CodeScope scope, List<CodeChange> changes) {
        this.scope = scope;
        this.changes = new CodeChanges(changes);
    }

    @BeforeAll
    void compile(@TempDir Path directory) throws IOException {
        changes.compile(directory);
    }

    @AfterAll
    void close() throws IOException {
        changes.close();
    }

    List<CodeChange> changes() {
        return changes.all();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void changeMakesTheStepStaleForTheseReasonsOnly(CodeChange change, @TempDir Path base) throws Exception {
        changes.check(change, scope, base);
    }
}
