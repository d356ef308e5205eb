package io.github.stepcache.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.lock.SharedLocks.SharedLock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every lock does that other processes know of. */
abstract class ProcessLockContract extends LockContract {

    /** What another process can open the place with. */
    abstract String address();

    @Test
    void manyProcessesHaveItOneByOne(@TempDir Path scratch) throws Exception {
        String turn = scratch.resolve("turn").toString();
        List<ChildJvm> children = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                children.add(ChildJvm.start(LockProgram.class, address(), NAME, turn, "10"));
            }
            for (ChildJvm child : children) {
                child.end();
            }
        } finally {
            children.forEach(ChildJvm::close);
        }
        assertThat(isFree()).isTrue();
    }

    @Test
    void otherProcessHasItUntilItGivesItBack() throws Exception {
        try (ChildJvm child = ChildJvm.start(LockProgram.class, address(), NAME)) {
            assertThat(child.line(LockProgram.HELD)).endsWith("true");
            assertThat(isFree()).isFalse();
            child.end();
            assertThat(isFree()).isTrue();
        }
    }

    @Test
    void lockOfAProcessThatWasKilledIsFreeAfterItsLife() throws Exception {
        try (ChildJvm child = ChildJvm.start(LockProgram.class, address(), NAME)) {
            child.line(LockProgram.HELD);
            child.kill();
            try (SharedLock lock = take(machine())) {
                assertThat(lock.isStillHeld()).isTrue();
                assertThat(isFree()).isFalse();
            }
        }
    }
}
