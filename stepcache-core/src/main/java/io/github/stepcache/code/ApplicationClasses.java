package io.github.stepcache.code;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** The application's own classes: their headers, and, where somebody asks for them, their code. */
final class ApplicationClasses implements ClassNodes {

    private final ApplicationPackages packages;
    private final ClassFiles files;
    private final SortedMap<String, Optional<ClassHeader>> headers = new TreeMap<>();
    private final Map<String, SoftReference<ClassNode>> nodes = new HashMap<>();
    private final SortedMap<String, String> headerProblems = new TreeMap<>();
    private final SortedMap<String, String> codeProblems = new TreeMap<>();
    private final Set<String> listingProblems = new TreeSet<>();
    private final Set<String> asked = new HashSet<>();
    private boolean listed;

    ApplicationClasses(ApplicationPackages packages, ClassFiles files) {
        this.packages = packages;
        this.files = files;
    }

    boolean contain(String internalName) {
        return packages.contain(internalName);
    }

    /** Read the headers of all classes that there are. */
    Collection<ClassHeader> all(PackageListing listing) {
        listingProblems.addAll(listing.problems());
        listing.names().stream().filter(GeneratedClasses::areNone).forEach(this::header);
        listed = true;
        return headers.values().stream().flatMap(Optional::stream).toList();
    }

    /** Find a class by its name, whether it was listed or not. */
    Optional<ClassHeader> header(String internalName) {
        asked.add(internalName);
        Optional<ClassHeader> known = headers.get(internalName);
        if (known == null) {
            known = read(internalName, HeaderVisitor::read, headerProblems)
                    .filter(found -> found.name().equals(internalName));
            headers.put(internalName, known);
            if (listed && known.isPresent()) {
                headerProblems.put(
                        internalName,
                        named(internalName)
                                + " is in a jar that does not list its folders, so that nobody knows what else is in there");
            }
        }
        return known;
    }

    @Override
    public Optional<ClassNode> find(String internalName) {
        if (!contain(internalName) || header(internalName).isEmpty()) {
            return Optional.empty();
        }
        @Nullable SoftReference<ClassNode> kept = nodes.get(internalName);
        @Nullable ClassNode node = kept == null ? null : kept.get();
        if (node != null) {
            return Optional.of(node);
        }
        Optional<ClassNode> parsed = read(internalName, ApplicationClasses::parse, codeProblems);
        parsed.ifPresent(found -> nodes.put(internalName, new SoftReference<>(found)));
        return parsed;
    }

    /** Forget which classes were asked for. */
    void beginAsking() {
        asked.clear();
    }

    /** Why classes that were asked for cannot be read, or may not be what runs. */
    Set<String> problemsOfAsked() {
        Set<String> found = new TreeSet<>();
        Stream.of(headerProblems, codeProblems)
                .forEach(problems -> problems.forEach((name, problem) -> {
                    if (asked.contains(name)) {
                        found.add(problem);
                    }
                }));
        return found;
    }

    /** Why nobody can be sure which classes there are, and who extends whom. */
    Set<String> problemsOfListing() {
        Set<String> found = new TreeSet<>(listingProblems);
        found.addAll(headerProblems.values());
        return found;
    }

    private <T> Optional<T> read(String internalName, Function<byte[], T> parser, Map<String, String> problems) {
        try {
            Optional<ClassFile> file = files.ofApplication(internalName);
            file.flatMap(ClassFile::problem).ifPresent(problem -> problems.put(internalName, problem));
            return file.map(ClassFile::bytes).map(parser);
        } catch (IOException | RuntimeException problem) {
            problems.put(internalName, named(internalName) + " cannot be read: " + problem);
            return Optional.empty();
        }
    }

    private static String named(String internalName) {
        return "the class file of \"" + internalName.replace('/', '.') + "\"";
    }

    private static ClassNode parse(byte[] bytes) {
        ClassNode node = new ClassNode();
        new ClassReader(bytes).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return node;
    }
}
