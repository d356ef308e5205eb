package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.spring.other.Distant;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** One method that cannot work fails the start, and the message says what is wrong with it (contract 7.4). */
class MisuseTests {

    @TempDir
    private Path dir;

    @SuppressWarnings("UnusedMethod")
    static class Private {
        @CachedStep(outputDir = "out")
        private void step() {}
    }

    static class Static {
        @CachedStep(outputDir = "out")
        public static void step() {}
    }

    static class Final {
        @CachedStep(outputDir = "out")
        public final void step() {}
    }

    static class InheritsHidden extends Distant.Hidden {}

    static class CannotBeParsed {
        @CachedStep(outputDir = "out/#{#study.}")
        public void step(String study) {}
    }

    static class IsNotClosed {
        @CachedStep(outputDir = "out/#{#study")
        public void step(String study) {}
    }

    static class UnknownVariable {
        @CachedStep(outputDir = "out/#{#nosuch}", inputs = "#{#other}")
        public void step(String study, int year) {}
    }

    static class UnknownVariableWithoutArguments {
        @CachedStep(outputDir = "out/#{#nosuch}")
        public void step() {}
    }

    static class ThisOfNothing {
        @CachedStep(outputDir = "out/#{#this}")
        public void step() {}
    }

    static class UnknownFunction {
        @CachedStep(outputDir = "out/#{#nosuch(1)}")
        public void step() {}
    }

    static class BareProperty {
        @CachedStep(outputDir = "out/#{study}")
        public void step(String study) {}
    }

    static class BareArgumentOfAMember {
        @CachedStep(outputDir = "out/#{#study.concat(year)}")
        public void step(String study, String year) {}
    }

    static class UnknownBean {
        @CachedStep(outputDir = "out", inputs = "#{@nosuch.dir}")
        public void step() {}
    }

    static class MissingPlaceholder {
        @CachedStep(outputDir = "${no.such.property}")
        public void step() {}
    }

    static class BadGlob {
        @CachedStep(outputDir = "out", inputs = "in/{a")
        public void step() {}
    }

    static class ArgumentInBrackets {
        @CachedStep(outputDir = "out", inputs = "in/[#{#letter}]*.csv")
        public void step(String letter) {}
    }

    static class EmptyInput {
        @CachedStep(outputDir = "out", inputs = "")
        public void step() {}
    }

    static class EscapingOutput {
        @CachedStep(outputDir = "out", requiredOutputs = "../x")
        public void step() {}
    }

    static class AbsoluteOutput {
        @CachedStep(outputDir = "out", requiredOutputs = "/x")
        public void step() {}
    }

    static class EmptyOutput {
        @CachedStep(outputDir = "out", requiredOutputs = "")
        public void step() {}
    }

    static class ExtensionWithoutDot {
        @CachedStep(outputDir = "out", extensions = "csv")
        public void step() {}
    }

    static class BadName {
        @CachedStep(name = "a b", outputDir = "out")
        public void step() {}
    }

    static class BadNameAroundAnArgument {
        @CachedStep(name = "clean/#{#study}", outputDir = "out")
        public void step(String study) {}
    }

    static class VersionWithoutName {
        @CachedStep(outputDir = "out", artifactVersions = "1.0")
        public void step() {}
    }

    static class VersionTwice {
        @CachedStep(
                outputDir = "out",
                artifactVersions = {"a=1", "a=2"})
        public void step() {}
    }

    static class UnknownParameter {
        @CachedStep(outputDir = "out", parameters = "yaer")
        public void step(int year) {}
    }

    static class ParameterWithoutName {
        @CachedStep(outputDir = "out", parameters = "=#{#year}")
        public void step(int year) {}
    }

    static class OutputOfALeftOutArgument {
        @CachedStep(
                outputDir = "out",
                requiredOutputs = {"#{#one}-#{#two}.csv", "#{#a2}.csv"},
                parameters = "two")
        public void step(String one, int two, int three) {}
    }

    static class DirectoryOfALeftOutArgument {
        @CachedStep(outputDir = "out/#{#dir}", manifestDir = "records", parameters = CachedStep.NO_PARAMETERS)
        public void step(String dir) {}
    }

    static class ConditionOfNothing {
        @CachedStep(outputDir = "out", condition = "year > 2000")
        public void step(int year) {}
    }

    static class ExpiryThatIsNoDuration {
        @CachedStep(outputDir = "out", expireAfter = "1 day")
        public void step() {}
    }

    static class ExpiryWithoutUnit {
        @CachedStep(outputDir = "out", expireAfter = "30")
        public void step() {}
    }

    static class ExpiryOfNothing {
        @CachedStep(outputDir = "out", expireAfter = "${no.such.age:}")
        public void step() {}
    }

    static class ExpiryAtOnce {
        @CachedStep(outputDir = "out", expireAfter = "PT0S")
        public void step() {}
    }

    static class ExpiryOfAnUnknownArgument {
        @CachedStep(outputDir = "out", expireAfter = "#{#age}")
        public void step(String limit) {}
    }

    static class ExpiryThatCannotBeParsed {
        @CachedStep(outputDir = "out", expireAfter = "#{#age.}")
        public void step(String age) {}
    }

    static final List<Arguments> MISUSES = List.of(
            Arguments.of(Private.class, "it is private"),
            Arguments.of(Static.class, "it is static"),
            Arguments.of(Final.class, "it is final"),
            Arguments.of(InheritsHidden.class, "it is package-private in another package"),
            Arguments.of(CannotBeParsed.class, "\"#study.\" cannot be parsed"),
            Arguments.of(IsNotClosed.class, "\"out/#{#study\" cannot be parsed"),
            Arguments.of(
                    UnknownVariable.class,
                    "names #nosuch, #other, and the method has no such parameter."
                            + " Correct the name; the parameters are #study, #year."),
            Arguments.of(
                    UnknownVariableWithoutArguments.class,
                    "names #nosuch, and the method has no such parameter."
                            + " Correct the name; the method has no parameters."),
            Arguments.of(ThisOfNothing.class, "names #this, and the method has no such parameter"),
            Arguments.of(UnknownFunction.class, "names #nosuch, and the method has no such parameter"),
            Arguments.of(BareProperty.class, "names \"study\", which is neither an argument (#name) nor a bean"),
            Arguments.of(BareArgumentOfAMember.class, "names \"year\", which is neither an argument"),
            Arguments.of(UnknownBean.class, "names @nosuch, and there is no such bean"),
            Arguments.of(MissingPlaceholder.class, "Could not resolve placeholder 'no.such.property'"),
            Arguments.of(BadGlob.class, "Glob \"{a\" cannot be parsed"),
            Arguments.of(ArgumentInBrackets.class, "has an argument inside '[...]'"),
            Arguments.of(EmptyInput.class, "A path or glob must not be empty"),
            Arguments.of(EscapingOutput.class, "Required output \"../x\" is refused: it climbs out"),
            Arguments.of(AbsoluteOutput.class, "Required output \"/x\" is refused: it is absolute"),
            Arguments.of(EmptyOutput.class, "A path or glob must not be empty"),
            Arguments.of(ExtensionWithoutDot.class, "Extension \"csv\" is refused"),
            Arguments.of(BadName.class, "Step name \"a b\" is refused: it contains \" \""),
            Arguments.of(BadNameAroundAnArgument.class, "is refused: it contains \"/\""),
            Arguments.of(VersionWithoutName.class, "artifactVersions has the entry \"1.0\""),
            Arguments.of(VersionTwice.class, "artifactVersions names \"a\" twice"),
            Arguments.of(UnknownParameter.class, "names #yaer, and the method has no such parameter"),
            Arguments.of(ParameterWithoutName.class, "The name of an artifact version or parameter must not be empty"),
            Arguments.of(
                    OutputOfALeftOutArgument.class, "what it writes depends on #one, #three, and neither its name"),
            Arguments.of(DirectoryOfALeftOutArgument.class, "what it writes depends on #dir, and neither its name"),
            Arguments.of(ConditionOfNothing.class, "names \"year\", which is neither an argument"),
            Arguments.of(
                    ExpiryThatIsNoDuration.class,
                    "expireAfter \"1 day\" is refused: write it as an ISO-8601 duration such as \"P1D\" or \"PT90M\","
                            + " or as a number with its unit such as \"1d\" or \"90m\". Correct the annotation."),
            Arguments.of(ExpiryWithoutUnit.class, "expireAfter \"30\" is refused: write it as"),
            Arguments.of(ExpiryOfNothing.class, "expireAfter \"\" is refused: write it as"),
            Arguments.of(ExpiryAtOnce.class, "Expiry after PT0S is refused"),
            Arguments.of(ExpiryOfAnUnknownArgument.class, "names #age, and the method has no such parameter"),
            Arguments.of(ExpiryThatCannotBeParsed.class, "\"#age.\" cannot be parsed"));

    @ParameterizedTest
    @FieldSource("MISUSES")
    void misuseFailsTheStart(Class<?> bean, String message) {
        Contexts.in(new Workspace(dir), bean)
                .run(context -> assertThat(context.getStartupFailure())
                        .isInstanceOf(InvalidCachedStepException.class)
                        .hasMessageContaining(bean.getName() + ".step: ")
                        .hasMessageContaining(message));
    }
}
