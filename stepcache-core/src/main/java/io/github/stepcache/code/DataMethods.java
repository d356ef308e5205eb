package io.github.stepcache.code;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.objectweb.asm.Type;

/** The methods of a class that serialisers, templates and mappers find by their names or annotations. */
final class DataMethods {

    private static final Pattern PROPERTY = Pattern.compile("(get|is)\\P{Ll}.*");

    private static final Pattern SETTER = Pattern.compile("set\\P{Ll}.*");

    /** Static methods by which converters make an object of another one. */
    private static final Pattern FACTORY = Pattern.compile("valueOf|of|from|fromString|parse");

    /** What {@code java.io.Serializable} speaks of, and nobody declares. */
    private static final Set<String> SERIALISATION =
            Set.of("writeObject", "readObject", "readObjectNoData", "writeReplace", "readResolve");

    /** Whose annotations on a method do not say that somebody else calls it on data. */
    private static final Pattern NOT_OF_DATA =
            Pattern.compile("L(org/springframework|java/lang|io/github/stepcache)/.*");

    private final Hierarchy hierarchy;

    DataMethods(Hierarchy hierarchy) {
        this.hierarchy = hierarchy;
    }

    /** Find those of a class and of what it inherits in the application. */
    Set<MethodId> of(String type) {
        Set<MethodId> found = new LinkedHashSet<>();
        for (ClassHeader own : hierarchy.applicationSupertypes(type)) {
            own.methods().stream()
                    .filter(method -> !method.isInitialiser())
                    .filter(method -> method.isStatic() ? isFactory(own, method) : isOfData(own, method))
                    .forEach(method -> found.add(own.id(method)));
        }
        return found;
    }

    private boolean isFactory(ClassHeader owner, MethodHeader method) {
        boolean converts = FACTORY.matcher(method.name()).matches()
                && method.parameters() == 1
                && Type.getReturnType(method.shape().descriptor()).equals(Type.getObjectType(owner.name()));
        return converts || method.annotations().stream().anyMatch(this::isOfLibraryForData);
    }

    private boolean isOfData(ClassHeader owner, MethodHeader method) {
        String name = method.name();
        return switch (method.parameters()) {
                    case 0 ->
                        PROPERTY.matcher(name).matches() || owner.components().contains(name);
                    case 1 -> SETTER.matcher(name).matches();
                    default -> false;
                }
                || SERIALISATION.contains(name)
                || method.annotations().stream().anyMatch(this::isOfLibraryForData);
    }

    private boolean isOfLibraryForData(String annotation) {
        return !NOT_OF_DATA.matcher(annotation).matches()
                && !hierarchy.isApplication(annotation.substring(1, annotation.length() - 1));
    }
}
