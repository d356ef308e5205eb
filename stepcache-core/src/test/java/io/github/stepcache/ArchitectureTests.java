package io.github.stepcache;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What must stay true of the core's packages, whatever they grow into. */
class ArchitectureTests {

    private static final String ROOT = "io.github.stepcache";

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    /** Each package, and those that it may use; a new package needs a line here. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            arrows("", ".decision", ".manifest", ".fingerprint", ".step", ".code", ".lock", ".store"),
            arrows(".decision", ".manifest", ".fingerprint", ".step", ".code"),
            arrows(".manifest", ".fingerprint", ".step", ".code"),
            arrows(".fingerprint", ".step"),
            arrows(".step", ".code"),
            arrows(".code"),
            arrows(".lock", ".fingerprint", ".step"),
            arrows(".store", ".manifest", ".fingerprint", ".step", ".code"),
            arrows(".store.http", ".store", ".step"),
            arrows(".store.s3", ".store", ".step"),
            arrows(".annotation", ".code"),
            arrows(".graph", ".step"),
            arrows(".plan", ".decision", ".graph", ".step"));

    static final Set<String> PACKAGES = new TreeSet<>(ARROWS.keySet());

    @Test
    void classesWereFoundInEveryPackageAndNowhereElse() {
        Set<String> found = new TreeSet<>();
        CORE.forEach(type -> found.add(type.getPackageName()));

        assertThat(found).isEqualTo(PACKAGES);
        assertThat(CORE).hasSizeGreaterThan(80);
    }

    @ParameterizedTest
    @FieldSource("PACKAGES")
    void arrowsPointDownOnly(String from) {
        Set<String> allowed = new TreeSet<>();
        ARROWS.getOrDefault(from, Set.of()).forEach(name -> allowed.add(ROOT + name));
        allowed.add(from);

        classes()
                .that()
                .resideInAPackage(from)
                .should()
                .onlyDependOnClassesThat(
                        resideOutsideOfPackages(ROOT + "..").or(resideInAnyPackage(allowed.toArray(String[]::new))))
                .check(CORE);
    }

    @Test
    void packagesDoNotDependOnEachOtherInCycles() {
        slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public String getDescription() {
                        return "packages";
                    }

                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return SliceIdentifier.of(type.getPackageName());
                    }
                })
                .should()
                .beFreeOfCycles()
                .check(CORE);
    }

    /** Paths are names and may be compared; files, the clock, the log and the environment may not be asked. */
    @Test
    void decisionsUseNoDiskNoClockAndNoLog() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".decision")
                .should()
                .dependOnClassesThat(TOUCHES_THE_WORLD)
                .orShould()
                .callMethodWhere(ASKS_THE_WORLD)
                .check(CORE);
    }

    /** They get what others read as values, and call nobody who reads. */
    @Test
    void decisionsUseNobodyWhoUsesTheDisk() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".decision")
                .should()
                .dependOnClassesThat(describe(
                        "use the disk, the clock or the log themselves",
                        type -> type.getPackageName().startsWith(ROOT)
                                && type.getDirectDependenciesFromSelf().stream()
                                        .anyMatch(use -> TOUCHES_THE_WORLD.test(use.getTargetClass()))))
                .check(CORE);
    }

    @Test
    void theCoreKnowsNoFramework() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.crypto..",
                        "javax.net.ssl..",
                        "org.jspecify..",
                        "org.slf4j",
                        "org.objectweb.asm..",
                        "tools.jackson..",
                        "com.fasterxml.jackson..",
                        "software.amazon.awssdk..",
                        ROOT + "..")
                .check(CORE);
    }

    /** It is an optional dependency, and large. */
    @Test
    void onlyTheStoreInABucketUsesTheSdkForIt() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".store.s3")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(CORE);
    }

    @Test
    void aClassIsNamedAfterWhatItIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)(\\$.*)?")
                .check(CORE);
    }

    private static Map.Entry<String, Set<String>> arrows(String from, String... to) {
        return Map.entry(ROOT + from, Set.of(to));
    }

    private static final DescribedPredicate<JavaClass> TOUCHES_THE_WORLD = describe(
            "touch the disk, the clock or the log",
            type -> List.of("java.nio.file.Files", "java.time.Clock", "java.lang.ProcessHandle", "java.lang.Runtime")
                            .contains(type.getName())
                    || type.getName().matches("java\\.io\\.(File|RandomAccessFile|.*Stream|.*Reader|.*Writer)\\b.*")
                    || type.getPackageName().startsWith("java.nio.channels")
                    || type.getPackageName().startsWith("org.slf4j"));

    private static final DescribedPredicate<JavaMethodCall> ASKS_THE_WORLD =
            describe("ask the disk, the clock or the environment", call -> asksTheWorld(call.getTarget()));

    private static boolean asksTheWorld(MethodCallTarget target) {
        String owner = target.getOwner().getName();
        return (owner.startsWith("java.time.") && target.getName().equals("now"))
                || (owner.equals("java.lang.System") && !target.getName().equals("arraycopy"))
                || (owner.equals("java.nio.file.Path") && target.getName().matches("to(RealPath|AbsolutePath|File)"));
    }
}
