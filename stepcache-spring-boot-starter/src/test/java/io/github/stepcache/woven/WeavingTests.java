package io.github.stepcache.woven;

import static io.github.stepcache.woven.WovenScenario.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.docs.SpringReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Woven methods get to the cache however they are called, and each call of them is one decision, with proxies or without
 * (contract 7.4, 7.6). The configuration is that of the reference.
 */
class WeavingTests {

    private static List<String> output = List.of();

    @BeforeAll
    static void runScenarios(@TempDir Path dir) throws Exception {
        output = run(dir, configuration());
    }

    /** The configuration of the reference, for the packages of the tests. */
    private static String configuration() {
        return SpringReference.examples("xml")
                .get(0)
                .replace(
                        "<include within=\"com.example..*\"/>",
                        "<include within=\"io.github.stepcache.docs..*\"/>"
                                + "<include within=\"io.github.stepcache.woven..*\"/>");
    }

    private static List<String> run(Path dir, String configuration, Object... scenarios) throws Exception {
        Path classes = dir.resolve("classes");
        Files.createDirectories(classes.resolve("META-INF"));
        Files.writeString(classes.resolve("META-INF/aop.xml"), configuration);
        List<Object> arguments = new ArrayList<>(List.of(Files.createDirectory(dir.resolve("work"))));
        arguments.addAll(List.of(scenarios));
        return WovenJvm.run(WovenProgram.class, classes, arguments.toArray());
    }

    @Test
    void exampleOfTheReferenceIsCached() {
        assertOutcome(EXAMPLE_OF_THE_REFERENCE, "[2023.txt, 2024.txt]; runs 2, decisions 4");
    }

    @Test
    void callOnThisIsCached() {
        assertOutcome(CALL_ON_THIS, "run 1, run 1; runs 1, decisions 2");
    }

    @Test
    void callThroughAProxyIsOneDecision() {
        assertOutcome(CALL_THROUGH_A_PROXY, "run 1, run 1; runs 1, decisions 2");
        assertOutcome(PROXY_OF_AN_APPLICATIONS_PROXY, "a, a; runs 1, decisions 2");
    }

    @Test
    void callsThroughAProxyAndOnThisAreOneStep() {
        assertOutcome(BOTH_IN_TURNS, "run 1, run 1, run 1; runs 1, decisions 3");
    }

    @Test
    void privateStaticAndFinalMethodsAreCached() {
        assertOutcome(PRIVATE_METHOD, "run 1, run 2, run 1; runs 2, decisions 3");
        assertOutcome(STATIC_METHOD, "run 1, run 1; runs 1, decisions 2");
        assertOutcome(FINAL_METHOD_OF_A_BEAN, "run 1, run 1; runs 1, decisions 2");
    }

    @Test
    void objectThatIsNoBeanIsCached() {
        assertOutcome(OBJECT_THAT_IS_NO_BEAN, "run 1, run 1; runs 1, decisions 2");
    }

    @Test
    void stepThatCallsItselfWithOtherArgumentsIsAStepEachTime() {
        assertOutcome(RECURSION, "012, 012; runs 3, decisions 4");
    }

    @Test
    void whatEndsLaterIsOneDecisionToo() {
        assertOutcome(FUTURE, "run 1, run 1, run 1; runs 1, decisions 3");
        assertOutcome(MONO, "run 1, run 1, run 1, run 1; runs 1, decisions 4");
        assertOutcome(MONO_THROUGH_A_PROXY, "run 1, run 1; runs 1, decisions 2");
    }

    @Test
    void callThroughABridgeIsOneDecision() {
        assertOutcome(BRIDGE, "a, a; runs 1, decisions 2");
    }

    @Test
    void callOfSuperIsPartOfTheStep() {
        assertOutcome(CALL_OF_SUPER, "[parent, child]; runs 2, decisions 2");
    }

    @Test
    void subclassThatIsNotWovenIsCachedByItsProxy() {
        assertOutcome(SUBCLASS_THAT_IS_NOT_WOVEN, "run 1, run 1, run 2, run 2; runs 2, decisions 4");
    }

    @Test
    void retriesAndTransactionsStayInsideTheCache() {
        assertOutcome(RETRIES, "attempt 3, attempt 3; runs 3, decisions 2");
        assertOutcome(TRANSACTION, "[begin, commit]; runs 1, decisions 2");
    }

    @Test
    void exceptionIsThatOfTheMethod() {
        assertOutcome(FAILURE, "the same; runs 1, decisions 1");
    }

    @Test
    void cacheThatIsSwitchedOffIsOff() {
        assertOutcome(SWITCHED_OFF, "run 1, run 2; runs 2, decisions 2");
    }

    @Test
    void proxiesAreNotNeeded() {
        assertOutcome(WITHOUT_PROXIES, "run 1, run 1; runs 1, decisions 2");
        assertOutcome(LAZY_BEANS, "run 1; runs 1, decisions 1");
    }

    @Test
    void stepIsCachedWhileBeansAreMade() {
        assertOutcome(WHILE_THE_CONTEXT_STARTS, "[final]; runs 1, decisions 1");
    }

    @Test
    void callWithoutAContextFailsBeforeTheMethodRuns() {
        String message = "java.lang.IllegalStateException: @CachedStep on io.github.stepcache.woven.WovenObject.step is"
                + " woven, and there is no application context to run it. Start one before the call, or leave the class"
                + " out of META-INF/aop.xml.";

        assertOutcome(BEFORE_THERE_IS_A_CONTEXT, message + "; runs 0");
        assertOutcome(AFTER_THE_CONTEXT_WAS_CLOSED, message + "; runs 0");
        assertOutcome(AFTER_A_CONTEXT_FAILED_TO_START, "run 1; runs 1, decisions 1");
    }

    @Test
    void withTwoContextsOnlyTheProxyKnowsWhichOneIsMeant() {
        assertOutcome(
                TWO_CONTEXTS,
                "run 1, run 1, java.lang.IllegalStateException: @CachedStep on"
                        + " io.github.stepcache.woven.WovenBean.plain is woven, and there are 2 application contexts that"
                        + " could. Close those that are not needed, or call it through an injected bean.; runs 1,"
                        + " decisions 1; runs 1, decisions 1");
    }

    @Test
    void finalMethodOfAProxyIsRefused() {
        assertOutcome(
                FINAL_METHOD_OF_A_PROXY,
                "io.github.stepcache.woven.WovenObject$Open.step: it is final, and no proxy can intercept a final"
                        + " method");
        assertOutcome(
                CALL_ON_A_PROXY_THAT_CANNOT_INTERCEPT,
                "java.lang.IllegalStateException: @CachedStep on io.github.stepcache.woven.WovenObject.step was called on"
                        + " a proxy, which cannot intercept it, and has none of the fields of the object behind it. Make"
                        + " it public, and not final.; runs 0");
    }

    @Test
    void methodThatIsNotWovenIsRefusedAsBefore() {
        assertOutcome(
                METHOD_THAT_IS_NOT_WOVEN,
                "io.github.stepcache.spring.other.Unwoven.hidden: it is private, and no proxy can intercept a private"
                        + " method");
    }

    @Test
    void onlySelfCallsOfWhatIsNotWovenAreWarnedAbout() {
        assertThat(output)
                .filteredOn(line -> line.contains("bypasses its proxy"))
                .isNotEmpty()
                .allMatch(line -> line.contains("io.github.stepcache.spring.other.Unwoven"));
    }

    @Test
    void aspectThatIsNotWovenItselfFailsTheCall(@TempDir Path dir) throws Exception {
        String forgotten = "<include within=\"io.github.stepcache.spring.CachedStepAspect\"/>";

        assertThat(configuration()).contains(forgotten);
        assertThat(run(dir, configuration().replace(forgotten, ""), OBJECT_THAT_IS_NO_BEAN, PRIVATE_METHOD))
                .anyMatch(line -> line.startsWith(WovenProgram.OUTCOME + OBJECT_THAT_IS_NO_BEAN)
                        && line.contains("NoSuchMethodError")
                        && line.contains("CachedStepAspect.aspectOf()")
                        && line.endsWith("; runs 0"))
                .anyMatch(line -> line.contains("WovenBean.hidden: it is private"));
    }

    private static void assertOutcome(WovenScenario scenario, String outcome) {
        assertThat(output).contains(WovenProgram.OUTCOME + scenario + ": " + outcome);
    }
}
