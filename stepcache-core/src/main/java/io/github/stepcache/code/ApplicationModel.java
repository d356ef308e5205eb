package io.github.stepcache.code;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** What is known of the application's code, shared by all steps that have the same packages: each part is found out once. */
final class ApplicationModel {

    private final ApplicationClasses classes;
    private final Hierarchy hierarchy;
    private final MethodResolution resolution;
    private final CodeNames names;
    private final LibraryCallbacks callbacks;
    private final CallTargets callTargets;
    private final BeanMakers beanMakers;
    private final LambdaMakers lambdaMakers;
    private final Map<MethodId, MethodCode> codes = new HashMap<>();
    private final Map<MethodId, ReachableMethod> methods = new HashMap<>();

    ApplicationModel(ApplicationClasses classes, LibraryClasses libraries) {
        this.classes = classes;
        hierarchy = new Hierarchy(classes, libraries);
        resolution = new MethodResolution(hierarchy);
        names = new CodeNames(classes);
        callbacks = new LibraryCallbacks(hierarchy, resolution);
        callTargets = new CallTargets(hierarchy, resolution, callbacks);
        beanMakers = new BeanMakers(hierarchy);
        lambdaMakers = new LambdaMakers(this);
    }

    /** Take all classes of the application into account, and not only those that are asked for by their names. */
    void add(Collection<ClassHeader> headers) {
        hierarchy.add(headers);
        beanMakers.add(headers);
        lambdaMakers.add(headers);
    }

    ApplicationClasses classes() {
        return classes;
    }

    Hierarchy hierarchy() {
        return hierarchy;
    }

    MethodResolution resolution() {
        return resolution;
    }

    CodeNames names() {
        return names;
    }

    LibraryCallbacks callbacks() {
        return callbacks;
    }

    CallTargets callTargets() {
        return callTargets;
    }

    BeanMakers beanMakers() {
        return beanMakers;
    }

    LambdaMakers lambdaMakers() {
        return lambdaMakers;
    }

    /** What is to be known of a method when it is reached; nothing, if it cannot be read. */
    Optional<ReachableMethod> method(MethodId id) {
        @Nullable ReachableMethod known = methods.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<ReachableMethod> method = code(id).flatMap(code -> hierarchy
                .header(id.owner())
                .flatMap(owner -> owner.method(id.shape()))
                .map(header -> ReachableMethod.of(id, header, code, names)));
        method.ifPresent(found -> methods.put(id, found));
        return method;
    }

    /** What a method does, or nothing if it cannot be read; then that is among the problems. */
    Optional<MethodCode> code(MethodId id) {
        @Nullable MethodCode known = codes.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<MethodCode> code = classes.find(id.owner()).flatMap(owner -> read(owner, id));
        code.ifPresent(read -> codes.put(id, read));
        return code;
    }

    private Optional<MethodCode> read(ClassNode owner, MethodId id) {
        List<MethodNode> methods = owner.methods;
        return methods.stream()
                .filter(method -> method.name.equals(id.name()) && method.desc.equals(id.descriptor()))
                .findFirst()
                .map(method -> MethodCode.of(owner, method, names));
    }
}
