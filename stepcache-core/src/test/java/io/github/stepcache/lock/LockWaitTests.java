package io.github.stepcache.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** How a caller waits: it says so when that gets long, gives up at the timeout, and keeps interrupts for later. */
@Timeout(20)
class LockWaitTests {

    private final Logger logger = (Logger) LoggerFactory.getLogger(LockWait.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void capture() {
        log.start();
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(log);
    }

    @AfterEach
    void endCapture() {
        logger.detachAppender(log);
        logger.setAdditive(true);
        logger.setLevel(null);
        Thread.interrupted();
    }

    @Test
    void longWaitIsLoggedOnce() {
        LockWait wait = new LockWait("report", Optional.empty(), Duration.ofNanos(1));
        wait.pause();
        wait.pause();

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("Step \"report\" has been waiting for 0 s for another caller that runs it;"
                        + " it goes on waiting");
    }

    @Test
    void longWaitInAnotherPlaceIsLoggedOnceAndGoesOn() throws SharedLockException {
        LockWait wait = new LockWait("report", Optional.empty(), Duration.ofNanos(1));
        List<Duration> patience = new ArrayList<>();

        assertThat(wait.<String>await(time -> {
                    patience.add(time);
                    return patience.size() < 3 ? Optional.empty() : Optional.of("its turn");
                }))
                .isEqualTo("its turn");
        assertThat(patience).containsExactly(Duration.ofNanos(1), Duration.ofMinutes(1), Duration.ofMinutes(1));
        assertThat(log.list).hasSize(1);
    }

    @Test
    void waitForAnotherThreadEndsWhenItIsTimeToSayThatItGetsLong() {
        await(new LockWait("report", Optional.empty(), Duration.ofMillis(1)));

        assertThat(log.list).hasSize(1);
    }

    @Test
    void waitForAnotherThreadEndsAtTheTimeout() {
        LockWait wait = new LockWait("report", Optional.of(Duration.ofMillis(1)));

        assertThatThrownBy(() -> await(wait)).isInstanceOf(LockTimeoutException.class);
    }

    @Test
    void shortWaitIsNotLogged() {
        new LockWait("report", Optional.empty()).pause();

        assertThat(log.list).isEmpty();
    }

    @Test
    void waitEndsAtTheTimeout() {
        LockWait wait = new LockWait("report", Optional.of(Duration.ofMillis(30)));

        assertThatThrownBy(() -> {
                    while (true) {
                        wait.pause();
                    }
                })
                .isInstanceOf(LockTimeoutException.class)
                .hasMessageContaining("PT0.03S");
    }

    @Test
    void interruptsAreGivenBackAtTheEnd() {
        LockWait wait = new LockWait("report", Optional.empty());
        Thread.currentThread().interrupt();
        wait.pause();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        wait.end();

        assertThat(Thread.interrupted()).isTrue();
    }

    /** Wait for a signal that never comes. */
    private void await(LockWait wait) {
        ReentrantLock monitor = new ReentrantLock();
        Condition signal = monitor.newCondition();
        monitor.lock();
        try {
            while (log.list.isEmpty()) {
                wait.await(signal);
            }
        } finally {
            monitor.unlock();
        }
    }
}
