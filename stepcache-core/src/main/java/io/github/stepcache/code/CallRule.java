package io.github.stepcache.code;

import java.util.List;
import java.util.Optional;

/**
 * What a call reaches: the methods that the JVM would choose, for whatever objects of the application the call could be made
 * on.
 */
final class CallRule {

    private final Hierarchy hierarchy;
    private final MethodResolution resolution;
    private final LibraryCallbacks callbacks;
    private final Reach reach;

    CallRule(ApplicationModel model, Reach reach) {
        hierarchy = model.hierarchy();
        resolution = model.resolution();
        callbacks = model.callbacks();
        this.reach = reach;
    }

    void called(CodeReference.Call call, Optional<MethodId> from) {
        reach.once(call, () -> called(call));
        if (call.kind() == CodeReference.CallKind.SPECIAL) {
            from.ifPresent(
                    method -> reach.once(new SuperCall(method.owner(), shape(call)), () -> superCalled(call, method)));
        }
    }

    private void called(CodeReference.Call call) {
        switch (call.kind()) {
            case STATIC -> reach(resolve(call));
            case SPECIAL -> reach(resolve(call));
            case VIRTUAL, INTERFACE -> calledOnSomeObject(call);
        }
        if (!hierarchy.isApplication(call.owner())) {
            SignatureTypes.ofParameters(call.descriptor()).forEach(reach::used);
        }
    }

    private List<MethodResolution.Method> resolve(CodeReference.Call call) {
        List<MethodResolution.Method> resolved = resolution.resolve(call.owner(), shape(call));
        return call.name().equals(MethodId.CONSTRUCTOR)
                ? resolved.stream()
                        .filter(method -> method.owner().name().equals(call.owner()))
                        .toList()
                : resolved;
    }

    /** A class file may name any superclass in {@code super.run()}: the JVM begins with the nearest. */
    private void superCalled(CodeReference.Call call, MethodId from) {
        if (call.name().equals(MethodId.CONSTRUCTOR) || call.owner().equals(from.owner())) {
            return;
        }
        hierarchy
                .header(from.owner())
                .flatMap(ClassHeader::superclass)
                .filter(nearest -> hierarchy.isSubtype(nearest, call.owner()))
                .ifPresent(nearest -> reach(resolution.resolve(nearest, shape(call))));
    }

    private void calledOnSomeObject(CodeReference.Call call) {
        boolean ours = hierarchy.isApplication(call.owner());
        List<MethodResolution.Method> resolved = resolve(call);
        reach(resolved);
        reach.used(call.owner());
        boolean fixed = resolved.stream().anyMatch(method -> method.header().isPrivate());
        if (fixed || (!ours && callbacks.isOfObject(shape(call)))) {
            return;
        }
        for (String type : hierarchy.applicationSubtypes(call.owner())) {
            List<MethodResolution.Method> selected = resolution.select(type, shape(call));
            reach(selected);
            if (ours || selected.stream().anyMatch(this::isApplication)) {
                reach.receiver(type);
            }
        }
    }

    private void reach(List<MethodResolution.Method> methods) {
        methods.stream().filter(this::isApplication).forEach(method -> reach.method(method.id()));
    }

    private boolean isApplication(MethodResolution.Method method) {
        return hierarchy.isApplication(method.owner().name());
    }

    private static MethodId.Shape shape(CodeReference.Call call) {
        return new MethodId.Shape(call.name(), call.descriptor());
    }

    private record SuperCall(String from, MethodId.Shape shape) {}
}
