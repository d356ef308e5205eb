package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.spring.StepEvent.StepCompleted;
import io.github.stepcache.spring.StepEvent.StepDecided;
import io.github.stepcache.spring.StepEvent.StepFailed;
import io.github.stepcache.spring.StepEvent.StepNotRemembered;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(OutputCaptureExtension.class)
class StepEventTests {

    private Workspace work;
    private ApplicationContextRunner contexts;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        contexts = Contexts.in(work, Steps.class);
    }

    static class Steps {
        private final Workspace work;

        Steps(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "good", outputDir = "out", requiredOutputs = "f")
        public String good() {
            work.run("good", "out/f");
            return "value";
        }

        @CachedStep(name = "bad", outputDir = "out")
        public void bad() {
            throw new IllegalStateException("too bad");
        }

        @CachedStep(name = "idle", outputDir = "idle", requiredOutputs = "nothing")
        public void idle() {}
    }

    static class Note {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        void write(String line) {
            lines.add(line);
        }

        List<String> lines() {
            return lines;
        }
    }

    static class Reader {
        private final Note note;

        Reader(Note note) {
            this.note = note;
        }

        @EventListener
        void decided(StepDecided event) {
            note.write(event.spec().name() + (event.decision().isFresh() ? " is fresh" : " is stale"));
        }

        @EventListener
        void completed(StepCompleted event) {
            note.write(event.spec().name() + (event.result().executed() ? " ran" : " was skipped"));
        }

        @EventListener
        void failed(StepFailed event) {
            note.write(event.spec().name() + " failed: "
                    + event.failure().exception().getMessage());
        }

        @EventListener
        void notRemembered(StepNotRemembered event) {
            note.write(event.spec().name() + " is not remembered: " + event.why());
        }
    }

    private static List<String> lines(ApplicationContext context) {
        return context.getBean(Note.class).lines();
    }

    @Test
    void stepThatRanAndWasSkippedTellsItsListeners() {
        contexts.withBean(Note.class).withBean(Reader.class).run(context -> {
            context.getBean(Steps.class).good();
            context.getBean(Steps.class).good();

            assertThat(lines(context))
                    .containsExactly("good is stale", "good ran", "good is fresh", "good was skipped");
        });
    }

    @Test
    void failedStepTellsWhatItThrew() {
        contexts.withBean(Note.class).withBean(Reader.class).run(context -> {
            assertThatIllegalStateException()
                    .isThrownBy(context.getBean(Steps.class)::bad)
                    .withMessage("too bad");

            assertThat(lines(context)).containsExactly("bad is stale", "bad failed: too bad");
        });
    }

    @Test
    void stepThatIsNotRememberedTellsWhy() {
        contexts.withBean(Note.class).withBean(Reader.class).run(context -> {
            context.getBean(Steps.class).idle();

            assertThat(lines(context)).hasSize(3).element(1).asString().contains("is not remembered", "nothing");
        });
    }

    static class Everything {
        private final Note note;

        Everything(Note note) {
            this.note = note;
        }

        @EventListener
        void any(StepEvent event) {
            note.write(event.getClass().getSimpleName() + " " + event.spec().name());
        }
    }

    @Test
    void oneListenerCanTakeAllEvents() {
        contexts.withBean(Note.class).withBean(Everything.class).run(context -> {
            context.getBean(Steps.class).good();

            assertThat(lines(context)).containsExactly("StepDecided good", "StepCompleted good");
        });
    }

    static class Broken {
        @EventListener
        void any(StepEvent event) {
            throw new IllegalArgumentException("nobody expects " + event.spec().name());
        }
    }

    @Test
    void brokenListenerDoesNoHarmAndIsWarnedOfOnce(CapturedOutput output) {
        contexts.withBean(Broken.class).run(context -> {
            Steps steps = context.getBean(Steps.class);

            assertThat(steps.good()).isEqualTo("value");
            assertThat(steps.good()).isEqualTo("value");
            assertThat(work.runs()).hasSize(1);
            assertThat(output.getAll().lines().filter(line -> line.contains("nobody expects")))
                    .hasSize(1);
        });
    }

    @EnableTransactionManagement
    static class AfterCommit {
        private final Note note;

        AfterCommit(Note note) {
            this.note = note;
        }

        @TransactionalEventListener
        public void decided(StepDecided event) {
            note.write("committed after the decision");
        }

        @TransactionalEventListener(fallbackExecution = true)
        public void completed(StepCompleted event) {
            note.write("completed");
        }
    }

    @Test
    void listenersMayWaitForTheTransactionAroundAStep() {
        contexts.withBean(Note.class)
                .withUserConfiguration(AfterCommit.class)
                .withBean(CountingTransactions.class)
                .run(context -> {
                    Steps steps = context.getBean(Steps.class);
                    new TransactionTemplate(context.getBean(CountingTransactions.class))
                            .executeWithoutResult(status -> {
                                steps.good();
                                assertThat(lines(context)).isEmpty();
                            });

                    assertThat(lines(context)).containsExactlyInAnyOrder("committed after the decision", "completed");
                    assertThat(work.runs()).hasSize(1);
                });
    }
}
