package io.github.stepcache.code;

import java.util.Optional;
import java.util.Set;

/** What it takes that an object of a class is there: how it was made, and what others may do with it. */
final class ObjectRule {

    private static final String THROWABLE = "java/lang/Throwable";

    /** Said of so many objects that it tells of none. */
    private static final Set<String> GENERAL = Set.of(
            Hierarchy.OBJECT,
            "java/lang/Record",
            "java/lang/Enum",
            "java/lang/Comparable",
            "java/lang/Cloneable",
            "java/io/Serializable");

    private final ApplicationModel model;
    private final Hierarchy hierarchy;
    private final DataMethods dataMethods;
    private final Reach reach;

    ObjectRule(ApplicationModel model, Reach reach) {
        this.model = model;
        hierarchy = model.hierarchy();
        dataMethods = new DataMethods(hierarchy);
        this.reach = reach;
    }

    /** A class is initialised after its superclasses and those interfaces that have code. */
    void initialised(String type) {
        for (ClassHeader own : hierarchy.applicationSupertypes(type)) {
            own.methods().stream()
                    .filter(method -> method.name().equals(MethodId.STATIC_INITIALISER))
                    .forEach(method -> reach.method(own.id(method)));
        }
    }

    /** An object was made by a constructor, and a container may have called more methods before anybody else could. */
    void receiver(String type) {
        reach.initialised(type);
        reach.used(type);
        hierarchy.header(type).stream()
                .flatMap(header -> header.methods().stream())
                .filter(method -> method.name().equals(MethodId.CONSTRUCTOR))
                .forEach(method -> reach.method(
                        new MethodId(type, method.name(), method.shape().descriptor())));
        for (ClassHeader own : hierarchy.applicationSupertypes(type)) {
            own.methods().stream().filter(ContainerCalls::areMadeTo).forEach(method -> reach.method(own.id(method)));
            declaration(own.name());
        }
        model.callbacks().ofLibraries(type).forEach(reach::method);
        model.lambdaMakers().of(type).forEach(reach::method);
    }

    /** Other than data, beans that a constructor is given count only where they are used. */
    void mentionedToConstructor(String type) {
        if (!isPastData(type)) {
            hierarchy.applicationSubtypes(type).stream()
                    .filter(subtype -> !isBean(subtype))
                    .forEach(reach::data);
        }
    }

    void mentioned(String type) {
        if (!isPastData(type)) {
            hierarchy.applicationSubtypes(type).forEach(reach::data);
        }
    }

    /** Nobody looks at the fields of a bean but itself. */
    void data(String type) {
        reach.receiver(type);
        model.callbacks().ofObject(type).forEach(reach::method);
        dataMethods.of(type).forEach(reach::method);
        if (!isBean(type)) {
            hierarchy.applicationSupertypes(type).forEach(own -> fields(own.name()));
        }
    }

    private void declaration(String type) {
        reach.once(
                new Declaration(type),
                () -> reach.node(type).ifPresent(node -> {
                    TypeCode code = TypeCode.declaration(node, model.names());
                    reach.part(model.names().type(type), code.hash());
                    reach.references(code.references().stream()
                            .filter(reference -> !(reference instanceof CodeReference.Mention mention
                                    && hierarchy.isSubtype(type, mention.type())))
                            .toList());
                    SignatureTypes.ofClass(Optional.ofNullable(node.signature)).stream()
                            .filter(argument -> !hierarchy.isSubtype(type, argument))
                            .forEach(reach::mentioned);
                }));
    }

    private void fields(String type) {
        reach.once(
                new Fields(type),
                () -> reach.node(type).ifPresent(node -> {
                    TypeCode code = TypeCode.data(node, model.names());
                    reach.part(model.names().type(type), code.hash());
                    reach.references(code.references());
                }));
    }

    /** Anything is an {@code Object}, much is a {@code Record}, and what is caught as an exception of a library was made by somebody else. */
    private boolean isPastData(String type) {
        return GENERAL.contains(type) || (!hierarchy.isApplication(type) && hierarchy.isSubtype(type, THROWABLE));
    }

    private boolean isBean(String type) {
        return hierarchy
                .header(type)
                .filter(header -> Stereotypes.isBean(header.annotations(), hierarchy))
                .isPresent();
    }

    private record Declaration(String type) {}

    private record Fields(String type) {}
}
