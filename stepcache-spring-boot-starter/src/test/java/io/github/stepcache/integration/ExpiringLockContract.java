package io.github.stepcache.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.stepcache.lock.SharedLockException;
import io.github.stepcache.lock.SharedLocks;
import io.github.stepcache.lock.SharedLocks.SharedLock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What every lock does that a server keeps for as long as its owner says that it lives. */
abstract class ExpiringLockContract extends ProcessLockContract {

    /** Have the server forget who has which lock. */
    abstract void loseAll();

    abstract void stopServer() throws Exception;

    /** Start it again, where it was. */
    abstract void startServer() throws Exception;

    @Test
    void lockOfALongStepIsRenewed() throws Exception {
        try (SharedLock lock = take(machine())) {
            assertThat(machine().acquire(NAME, LockPlace.TIMING.life().multipliedBy(3)))
                    .isEmpty();
            assertThat(lock.isStillHeld()).isTrue();
        }
        assertThat(isFree()).isTrue();
    }

    @Test
    void lostLockIsNoticedAndLeftToItsNextOwner() throws Exception {
        SharedLock lost = take(machine());
        loseAll();
        try (SharedLock next = take(machine())) {
            assertThat(lost.isStillHeld()).isFalse();
            assertThat(next.isStillHeld()).isTrue();
            lost.close();
            assertThat(next.isStillHeld()).isTrue();
            assertThat(isFree()).isFalse();
        }
        assertThat(isFree()).isTrue();
    }

    @Test
    void lostLockIsNoticedThoughNobodyElseWantsIt() throws Exception {
        SharedLock lost = take(machine());
        loseAll();
        assertThat(lost.isStillHeld()).isFalse();
        assertThat(lost.isStillHeld()).isFalse();
        lost.close();
        assertThat(isFree()).isTrue();
    }

    @Test
    void serverThatIsAwayForAWhileIsAskedAgainWhenItIsBack() throws Exception {
        SharedLocks locks = machine();
        SharedLock before = take(locks);
        stopServer();
        try {
            assertThat(before.isStillHeld()).isFalse();
            assertThatThrownBy(() -> locks.acquire("f".repeat(64), LONG)).isInstanceOf(SharedLockException.class);
            assertThatThrownBy(() -> machine().acquire("f".repeat(64), LONG)).isInstanceOf(SharedLockException.class);
        } finally {
            startServer();
        }
        before.close();
        Awaitility.await()
                .ignoreException(SharedLockException.class)
                .atMost(LONG)
                .until(() -> {
                    take(locks).close();
                    return true;
                });
        assertThat(isFree()).isTrue();
    }
}
