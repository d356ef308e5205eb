package io.github.stepcache.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a call reaches: the methods that the JVM would choose, for whatever objects of the application the call could be made
 * on.
 */
final class CallTargets {

    private final Hierarchy hierarchy;
    private final MethodResolution resolution;
    private final LibraryCallbacks callbacks;
    private final Map<CodeReference.Call, Targets> known = new HashMap<>();

    CallTargets(Hierarchy hierarchy, MethodResolution resolution, LibraryCallbacks callbacks) {
        this.hierarchy = hierarchy;
        this.resolution = resolution;
        this.callbacks = callbacks;
    }

    /**
     * What a call reaches.
     *
     * @param methods methods of the application
     * @param receivers classes of the application whose objects the call may be made on
     * @param used types of which objects are used that a container may have made
     */
    record Targets(Set<MethodId> methods, Set<String> receivers, Set<String> used) {

        Targets() {
            this(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        }
    }

    Targets of(CodeReference.Call call) {
        Targets targets = known.get(call);
        if (targets == null) {
            targets = find(call);
            known.put(call, targets);
        }
        return targets;
    }

    /** A class file may name any superclass in {@code super.run()}: the JVM begins with the nearest. */
    Set<MethodId> ofSuperCall(CodeReference.Call call, String from) {
        Set<MethodId> methods = new LinkedHashSet<>();
        if (!call.name().equals(MethodId.CONSTRUCTOR) && !call.owner().equals(from)) {
            hierarchy
                    .header(from)
                    .flatMap(ClassHeader::superclass)
                    .filter(nearest -> hierarchy.isSubtype(nearest, call.owner()))
                    .ifPresent(nearest -> add(resolution.resolve(nearest, shape(call)), methods));
        }
        return methods;
    }

    private Targets find(CodeReference.Call call) {
        Targets targets = new Targets();
        List<MethodResolution.Method> resolved = resolve(call);
        add(resolved, targets.methods());
        switch (call.kind()) {
            case STATIC, SPECIAL -> {}
            case VIRTUAL, INTERFACE -> {
                targets.used().add(call.owner());
                if (resolved.stream().noneMatch(method -> method.header().isPrivate())) {
                    addOverrides(call, targets);
                }
            }
        }
        if (!hierarchy.isApplication(call.owner())) {
            targets.used().addAll(SignatureTypes.ofParameters(call.descriptor()));
        }
        return targets;
    }

    private List<MethodResolution.Method> resolve(CodeReference.Call call) {
        List<MethodResolution.Method> resolved = resolution.resolve(call.owner(), shape(call));
        return call.name().equals(MethodId.CONSTRUCTOR)
                ? resolved.stream()
                        .filter(method -> method.owner().name().equals(call.owner()))
                        .toList()
                : resolved;
    }

    private void addOverrides(CodeReference.Call call, Targets targets) {
        boolean ours = hierarchy.isApplication(call.owner());
        if (!ours && callbacks.isOfObject(shape(call))) {
            return;
        }
        for (String type : hierarchy.applicationSubtypes(call.owner())) {
            Set<MethodId> selected = new LinkedHashSet<>();
            add(resolution.select(type, shape(call)), selected);
            targets.methods().addAll(selected);
            if (ours || !selected.isEmpty()) {
                targets.receivers().add(type);
            }
        }
    }

    private void add(List<MethodResolution.Method> methods, Set<MethodId> found) {
        List<MethodId> ours = new ArrayList<>();
        for (MethodResolution.Method method : methods) {
            if (hierarchy.isApplication(method.owner().name())) {
                ours.add(method.id());
            }
        }
        found.addAll(ours);
    }

    private static MethodId.Shape shape(CodeReference.Call call) {
        return new MethodId.Shape(call.name(), call.descriptor());
    }
}
