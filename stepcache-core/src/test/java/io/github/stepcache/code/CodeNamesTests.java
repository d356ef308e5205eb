package io.github.stepcache.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a reader sees of classes, and that identities are told apart. */
class CodeNamesTests {

    private static final StepSource STEP = StepSource.of("""
            Object one() { class Local { } return List.of(new Local(), new Object() { Object in() { return new Object() { }; } }, new Object() { }); }
            Object one(int overload) { class Local { class Member { } } { class Local$ { } } return new Object() { }; }
            Supplier<Object> lambda() { return () -> new Object() { }; }
            Object two() { { class Local { } } { class Local { } } return 1; }
            Object field = new Object() { };
            static { new Object() { }; }
            enum Colour { RED { } }
            static class Nested$WithDollar { class Inner { } }
            int enumSwitch(TimeUnit unit) { switch (unit) { case DAYS: return 1; default: return 2; } }
            """);

    private static Set<String> readerNames() {
        Set<String> names = new TreeSet<>();
        STEP.classes().classes().keySet().forEach(name -> names.add(STEP.names().type(name)));
        return names;
    }

    @Test
    void classesAreCalledAfterTheMethodThatTheyAreIn() {
        assertThat(readerNames())
                .contains(
                        "com.acme.Step",
                        "com.acme.Step.one.Local",
                        "com.acme.Step.one.anonymous1",
                        "com.acme.Step.one.anonymous1.in.anonymous1",
                        "com.acme.Step.one.anonymous2",
                        "com.acme.Step.one.Local.Member",
                        "com.acme.Step.lambda.anonymous1",
                        "com.acme.Step.two.Local",
                        "com.acme.Step.anonymous1",
                        "com.acme.Step.anonymous2",
                        "com.acme.Step.Colour",
                        "com.acme.Step.Colour.anonymous1",
                        "com.acme.Step.Nested$WithDollar.Inner");
    }

    @Test
    void methodsAreCalledAfterTheirClass() {
        assertThat(STEP.names().method("com/acme/Step$Colour", "<clinit>")).isEqualTo("com.acme.Step.Colour.<clinit>");
    }

    @Test
    void noTwoClassesHaveOneIdentity() {
        Set<String> identities = new TreeSet<>();
        STEP.classes()
                .classes()
                .keySet()
                .forEach(name -> identities.add(STEP.names().identity(name)));

        assertThat(identities).hasSameSizeAs(STEP.classes().classes().keySet());
    }

    @Test
    void classesOfOthersAreCalledWhatTheyAreCalled() {
        assertThat(STEP.names().type("java/util/Map$Entry")).isEqualTo("java.util.Map$Entry");
        assertThat(STEP.names().identity("java/util/Map$Entry")).isEqualTo("java/util/Map$Entry");
        assertThat(STEP.names().descriptor("(I[Ljava/util/Map$Entry;)V")).isEqualTo("(I[Ljava/util/Map$Entry;)V");
    }

    @Test
    void classWhoseSurroundingsAreGoneIsCalledWhatItIsCalled() {
        CodeNames alone = new CodeNames(name -> name.equals("com/acme/Step")
                ? java.util.Optional.empty()
                : STEP.classes().find(name));

        assertThat(alone.identity("com/acme/Step$1")).isEqualTo("com/acme/Step$1");
    }
}
