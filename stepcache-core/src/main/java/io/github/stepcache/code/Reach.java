package io.github.stepcache.code;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.objectweb.asm.tree.ClassNode;

/**
 * Finds all that a step can reach in the application: what is reached leads to more, until nothing is new. When in doubt, something
 * is reached, since a superfluous run is only slow. What is found does not depend on the order in which it is found.
 */
final class Reach {

    private final ApplicationModel model;
    private final Hierarchy hierarchy;
    private final FieldRule fields;
    private final ObjectRule objects;
    private final AnnotationRule annotations;
    private final CodeParts parts = new CodeParts();
    private final Deque<Runnable> work = new ArrayDeque<>();
    private final Set<Object> seen = new HashSet<>();

    Reach(ApplicationModel model) {
        this.model = model;
        hierarchy = model.hierarchy();
        fields = new FieldRule(model, this);
        objects = new ObjectRule(model, this);
        annotations = new AnnotationRule(model, this);
    }

    /** Find what a method reaches when it is called on an object of a class that a container has made. */
    SortedMap<String, String> from(String type, MethodId.Shape shape) {
        receiver(type);
        List<MethodResolution.Method> steps = model.resolution().resolve(type, shape);
        steps.forEach(method -> method(method.id()));
        if (steps.stream()
                .anyMatch(method -> method.header().isAbstract())) { // on an object of nobody knows which class
            CodeReference.CallKind any = CodeReference.CallKind.INTERFACE;
            called(new CodeReference.Call(type, shape.name(), shape.descriptor(), any), Optional.empty());
        }
        while (!work.isEmpty()) {
            work.remove().run();
        }
        return parts.hashes();
    }

    /** A method is called, whoever does. */
    void method(MethodId method) {
        once(method, () -> methodReached(method));
    }

    /** A class is initialised. */
    void initialised(String type) {
        once(new Initialised(type), () -> objects.initialised(type));
    }

    /** A method may be called on an object of exactly this class. */
    void receiver(String type) {
        once(new Receiver(type), () -> objects.receiver(type));
    }

    /** Somebody may do with an object of exactly this class whatever can be done with data. */
    void data(String type) {
        once(new Data(type), () -> objects.data(type));
    }

    /** Objects of a type, or of a subtype, may be there. */
    void mentioned(String type) {
        once(new CodeReference.Mention(type), () -> objects.mentioned(type));
    }

    /** An object of a type, or of a subtype, is used that a container may have made. */
    void used(String type) {
        once(new Used(type), () -> model.beanMakers().of(type).forEach(this::method));
    }

    void references(Iterable<CodeReference> references) {
        references.forEach(reference -> reference(reference, Optional.empty()));
    }

    /** A part of the code counts. */
    void part(String name, String hash) {
        parts.add(name, hash);
    }

    /** Do something about a thing, unless that was done before. */
    void once(Object thing, Runnable action) {
        if (seen.add(thing)) {
            work.add(action);
        }
    }

    private void methodReached(MethodId id) {
        model.method(id).ifPresent(method -> {
            part(method.name(), method.hash());
            if (method.isStatic()) {
                initialised(id.owner());
            } else {
                receiver(id.owner());
            }
            method.arguments().forEach(type -> argument(id, type));
            method.references().forEach(reference -> reference(reference, Optional.of(id)));
        });
    }

    /** What a method is called with may come from where nothing was reached. Beans that a constructor is given, it mostly keeps. */
    private void argument(MethodId method, String type) {
        if (method.isConstructor()) {
            once(new Argument(type), () -> objects.mentionedToConstructor(type));
        } else {
            mentioned(type);
        }
    }

    private void reference(CodeReference reference, Optional<MethodId> from) {
        if (reference instanceof CodeReference.Call call) {
            called(call, from);
        } else if (reference instanceof CodeReference.FieldUse use) {
            once(use, () -> fields.used(use));
        } else if (reference instanceof CodeReference.Instantiation made) {
            made(made.type());
        } else if (reference instanceof CodeReference.ClassLiteral literal) {
            if (!isOfItself(literal.type(), from)) {
                once(literal, () -> annotations.named(literal.type()));
                mentioned(literal.type());
            }
        } else if (reference instanceof CodeReference.TypeTest test) {
            once(new CodeReference.ClassLiteral(test.type()), () -> annotations.named(test.type()));
        } else if (reference instanceof CodeReference.Mention mention) {
            mentioned(mention.type());
        }
    }

    private void called(CodeReference.Call call, Optional<MethodId> from) {
        once(call, () -> {
            CallTargets.Targets targets = model.callTargets().of(call);
            targets.methods().forEach(this::method);
            targets.receivers().forEach(this::receiver);
            targets.used().forEach(this::used);
        });
        if (call.kind() == CodeReference.CallKind.SPECIAL) {
            from.ifPresent(caller ->
                    model.callTargets().ofSuperCall(call, caller.owner()).forEach(this::method));
        }
    }

    private void made(String type) {
        if (hierarchy.isApplication(type)) {
            data(type);
        }
    }

    /** A class that names itself while it, or an object of it, is set up, mostly does so for its logger. */
    private static boolean isOfItself(String type, Optional<MethodId> from) {
        return from.filter(method -> method.owner().equals(type))
                .filter(method -> method.isStaticInitialiser() || method.isConstructor())
                .isPresent();
    }

    Optional<ClassNode> node(String type) {
        return model.classes().find(type);
    }

    private record Argument(String type) {}

    private record Initialised(String type) {}

    private record Receiver(String type) {}

    private record Data(String type) {}

    private record Used(String type) {}
}
