package io.github.stepcache.spring;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.test.StepCacheAssertions;
import io.github.stepcache.test.StepRules;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    private static final String SPRING = "io.github.stepcache.spring..";
    private static final String BATCH = "io.github.stepcache.batch..";
    private static final String METRICS = "io.github.stepcache.metrics..";
    private static final String HISTORY = "io.github.stepcache.history..";
    private static final String REPORT = "io.github.stepcache.report..";
    private static final String ACTUATE = "io.github.stepcache.actuate..";
    private static final String INTEGRATION = "io.github.stepcache.integration..";
    private static final String AUTOCONFIGURE = "io.github.stepcache.autoconfigure..";
    private static final String TEST = "io.github.stepcache.test..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new ImportOption.DoNotIncludeJars())
            .withImportOption(location -> location.contains("stepcache-spring-boot-starter"))
            .importPackages("io.github.stepcache");

    @Test
    void classesWereFound() {
        assertThat(CLASSES).hasSizeGreaterThan(20);
        assertThat(CLASSES.contain(CachedStepAspect.class)).isTrue();
    }

    @Test
    void packagesDoNotDependOnEachOtherInCycles() {
        slices().matching("io.github.stepcache.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void whatWorksDoesNotKnowWhatSetsItUp() {
        noClasses()
                .that()
                .resideInAnyPackage(SPRING, BATCH, TEST, METRICS, HISTORY, REPORT, ACTUATE, INTEGRATION)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(AUTOCONFIGURE)
                .check(CLASSES);
    }

    /** It is for the tests of others, with libraries that applications do not have. */
    @Test
    void nothingDependsOnTheTestKit() {
        noClasses()
                .that()
                .resideOutsideOfPackage(TEST)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        TEST, "org.assertj..", "com.tngtech..", "org.springframework.test..", "org.junit.."))
                .check(CLASSES);
    }

    /** What Spring's test support loads by itself must not need the other libraries. */
    @Test
    void eachPartOfTheTestKitNeedsOneLibrary() {
        noClasses()
                .that()
                .resideInAPackage(TEST)
                .and()
                .haveSimpleNameNotEndingWith("Assert")
                .and()
                .doNotBelongToAnyOf(StepCacheAssertions.class)
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.assertj.."))
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(TEST)
                .and()
                .doNotBelongToAnyOf(StepRules.class)
                .should()
                .dependOnClassesThat(resideInAnyPackage("com.tngtech.."))
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(TEST)
                .and()
                .haveSimpleNameNotStartingWith("TemporaryStepCache")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.springframework.test..", "org.junit.."))
                .check(CLASSES);
    }

    @Test
    void whatIsKeptOfStepsKnowsNothingOfWhoShowsIt() {
        noClasses()
                .that()
                .resideInAPackage(HISTORY)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SPRING, BATCH, REPORT, "org.springframework..")
                .check(CLASSES);
    }

    /** It describes decisions and never makes one, but that a call round the cache would go round it. */
    @Test
    void endpointLeavesFilesToTheCore() {
        noClasses()
                .that()
                .resideInAPackage(ACTUATE)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Files.class, FileChannel.class, FileOutputStream.class, FileWriter.class, Clock.class)
                .orShould()
                .dependOnClassesThat(resideInAnyPackage(
                        "io.github.stepcache.fingerprint..", "io.github.stepcache.lock..", "tools.jackson.."))
                .check(CLASSES);
    }

    /** To ask a decision what it says is not to decide. */
    @Test
    void starterTranslatesAndLeavesFilesAndDecisionsToTheCore() {
        noClasses()
                .that()
                .resideInAnyPackage(SPRING, BATCH, METRICS)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Files.class, FileChannel.class, FileOutputStream.class, FileWriter.class, Clock.class)
                .orShould()
                .dependOnClassesThat(resideInAnyPackage(
                                "io.github.stepcache.decision..",
                                "io.github.stepcache.fingerprint..",
                                "io.github.stepcache.lock..",
                                "tools.jackson..")
                        .and(not(belongToAnyOf(Decision.class, StaleReason.class))))
                .check(CLASSES);
    }

    @Test
    void whatNeedsAnOptionalDependencyIsApartFromTheRest() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BATCH)
                .and()
                .haveSimpleNameNotContaining("Tasklet")
                .and()
                .haveSimpleNameNotContaining("Batch")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.springframework.batch.."))
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage(INTEGRATION)
                .and()
                .haveSimpleNameNotContaining("LockAuto")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.springframework.integration..", INTEGRATION))
                .check(CLASSES);
        noClasses()
                .that()
                .haveSimpleNameNotContaining("Mono")
                .should()
                .dependOnClassesThat(resideInAnyPackage("reactor.."))
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.github.stepcache.console..")
                .and()
                .haveSimpleNameNotContaining("Terminal")
                .should()
                .dependOnClassesThat(resideInAnyPackage("me.tongfei.."))
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage(METRICS)
                .and()
                .haveSimpleNameNotContaining("Observation")
                .and()
                .haveSimpleNameNotContaining("Metrics")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.micrometer.."))
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(METRICS)
                .and()
                .haveSimpleNameNotContaining("Meter")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.micrometer.core.."))
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage(REPORT)
                .and()
                .haveNameNotMatching(".*Report.*")
                .should()
                .dependOnClassesThat(resideInAnyPackage("com.samskivert.."))
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage(ACTUATE)
                .and()
                .haveSimpleNameNotContaining("Endpoint")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.springframework.boot.actuate..", ACTUATE))
                .check(CLASSES);
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("software.amazon.awssdk.."))
                .check(CLASSES);
    }
}
