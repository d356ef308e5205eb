package io.github.stepcache.demo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.stepcache.test.StepRules;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    /** By ahead-of-time processing, with the profile {@code aot}. */
    private static final Pattern GENERATED = Pattern.compile(".*(__\\w+|\\$\\$SpringCGLIB\\$\\$\\d+)\\.class");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.matches(GENERATED))
            .importPackages("io.github.stepcache.demo");

    @Test
    void classesWereFound() {
        assertThat(classes).hasSizeGreaterThan(20);
    }

    @Test
    void packagesDoNotDependOnEachOtherInCycles() {
        slices().matching("io.github.stepcache.demo.(*)..")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }

    @Test
    void theStepsDoNotKnowTheJobThatCallsThem() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..demo.job..", "..demo.console..", "io.github.stepcache.demo")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..demo.job..", "..demo.console..", "io.github.stepcache.demo")
                .check(classes);
    }

    @Test
    void theStepsKnowNothingOfTheCacheButItsAnnotation() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..demo.console..")
                .should()
                .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "are StepCache's own, other than the annotation",
                        type -> type.getPackageName().startsWith("io.github.stepcache")
                                && !type.getPackageName().startsWith("io.github.stepcache.demo")
                                && !type.getPackageName().equals("io.github.stepcache.annotation")))
                .check(classes);
    }

    @Test
    void noStepIsCalledPastItsProxy() {
        StepRules.noSelfCalls().check(classes);
    }
}
