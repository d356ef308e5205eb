package io.github.stepcache.code;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Answers what the code of a step is, from what it has read so far and what it reads for the answer. For one thread at a time. */
final class CodeAnalysis {

    /** Whoever changes what a hash means, or what is reached, raises these numbers. */
    private static final Map<CodeScope, String> KINDS =
            Map.of(CodeScope.NONE, "", CodeScope.METHOD, "method 1", CodeScope.CALLS, "calls 1");

    private final ClassLoader loader;
    private final Set<String> packages;
    private final DiskChanges changes;
    private final ClassFiles files;
    private final LibraryClasses libraries;

    /** Of classes that are known by name only, and of all of them: one each, unless there are steps outside of the packages. */
    private final Map<ApplicationPackages, ApplicationModel> single = new HashMap<>();

    private final Map<ApplicationPackages, ApplicationModel> whole = new HashMap<>();

    CodeAnalysis(ClassLoader loader, Set<String> packages, DiskChanges changes) {
        this.loader = loader;
        this.packages = packages;
        this.changes = changes;
        files = new ClassFiles(loader, changes);
        libraries = new LibraryClasses(files);
    }

    /** Tell why other code may run than what was read. Other than the rest, this is for any thread at any time. */
    Optional<String> problemByNow() {
        return changes.problemOfAny();
    }

    /** Tell whether somebody wrote a class, and it lies where the class loader finds it. */
    boolean isWritten(String type) {
        return GeneratedClasses.areNone(type) && files.has(type);
    }

    /** Find out what the code is; whatever stands in the way is among the problems. */
    CodeFingerprint answer(CodeQuestion question) {
        Set<String> problems = new TreeSet<>();
        SortedMap<String, String> methods = new TreeMap<>();
        try {
            methods.putAll(
                    question.scope() == CodeScope.METHOD ? method(question, problems) : calls(question, problems));
        } catch (RuntimeException problem) {
            problems.add("the code of " + question.describe() + " cannot be understood: " + problem);
        }
        problems.addAll(changes.archiveProblems());
        return new CodeFingerprint(KINDS.getOrDefault(question.scope(), ""), methods, List.copyOf(problems));
    }

    private SortedMap<String, String> method(CodeQuestion question, Set<String> problems) {
        ApplicationPackages counting = ApplicationPackages.of(packages, question.type());
        ApplicationModel model = single.computeIfAbsent(counting, this::model);
        model.classes().beginAsking();
        CodeParts parts = new CodeParts();
        for (MethodId id : target(question, model, problems)) {
            model.code(id).ifPresent(code -> parts.add(model.names().method(id.owner(), id.name()), code.hash()));
        }
        problems.addAll(model.classes().problemsOfAsked());
        return parts.hashes();
    }

    private SortedMap<String, String> calls(CodeQuestion question, Set<String> problems) {
        ApplicationPackages counting = ApplicationPackages.of(packages, question.type());
        ApplicationModel model = whole.computeIfAbsent(counting, this::wholeModel);
        model.classes().beginAsking();
        target(question, model, problems);
        SortedMap<String, String> methods = new Reach(model).from(question.type(), question.shape());
        problems.addAll(model.classes().problemsOfListing());
        problems.addAll(model.classes().problemsOfAsked());
        return methods;
    }

    private ApplicationModel model(ApplicationPackages counting) {
        return new ApplicationModel(new ApplicationClasses(counting, files), libraries);
    }

    private ApplicationModel wholeModel(ApplicationPackages counting) {
        ApplicationModel model = model(counting);
        model.add(model.classes().all(PackageListing.of(counting, loader, changes)));
        return model;
    }

    private static Set<MethodId> target(CodeQuestion question, ApplicationModel model, Set<String> problems) {
        Set<MethodId> found = new StepMethod(model).of(question.type(), question.shape());
        if (found.isEmpty()) {
            problems.add("the method " + question.describe() + " cannot be found in a class file");
        }
        return found;
    }
}
