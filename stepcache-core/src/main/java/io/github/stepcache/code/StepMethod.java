package io.github.stepcache.code;

import java.util.LinkedHashSet;
import java.util.Set;

/** Finds the method of a step in its class, or where that has it from. */
final class StepMethod {

    private final Hierarchy hierarchy;
    private final ApplicationModel model;

    StepMethod(ApplicationModel model) {
        this.model = model;
        hierarchy = model.hierarchy();
    }

    /** Find the method that is called, and the one that somebody wrote where the compiler made a bridge to it. */
    Set<MethodId> of(String type, MethodId.Shape shape) {
        Set<MethodId> found = new LinkedHashSet<>();
        for (MethodResolution.Method method : model.resolution().resolve(type, shape)) {
            found.add(method.id());
            if (method.header().isBridge()) {
                model.code(method.id())
                        .ifPresent(code -> code.references().forEach(reference -> {
                            if (reference instanceof CodeReference.Call call
                                    && call.name().equals(shape.name())) {
                                found.addAll(bridged(type, call));
                            }
                        }));
            }
        }
        return found;
    }

    private Set<MethodId> bridged(String type, CodeReference.Call call) {
        Set<MethodId> found = new LinkedHashSet<>();
        model.resolution().select(type, new MethodId.Shape(call.name(), call.descriptor())).stream()
                .filter(method -> hierarchy.isApplication(method.owner().name()))
                .forEach(method -> found.add(method.id()));
        return found;
    }
}
