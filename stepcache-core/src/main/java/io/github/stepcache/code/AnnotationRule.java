package io.github.stepcache.code;

/** What reached code can learn from annotations: where it names an annotation type, each use of that in the application counts. */
final class AnnotationRule {

    private final ApplicationModel model;
    private final Reach reach;

    AnnotationRule(ApplicationModel model, Reach reach) {
        this.model = model;
        this.reach = reach;
    }

    /** A type is named as a value. */
    void named(String type) {
        if (model.hierarchy().header(type).filter(ClassHeader::isAnnotation).isPresent()) {
            model.hierarchy().applicationTypes().forEach(user -> used(type, user));
        }
    }

    private void used(String annotation, ClassHeader user) {
        reach.node(user.name())
                .ifPresent(node -> AnnotationUses.of(node, annotation, model.names())
                        .forEach((name, hash) -> {
                            reach.part(name, hash);
                            lookAt(annotation, user);
                        }));
    }

    /** Who looks for annotated classes wants objects of them; and where an annotation carries another, it stands for it. */
    private void lookAt(String annotation, ClassHeader user) {
        if (user.annotations().contains("L" + annotation + ";")) {
            reach.mentioned(user.name());
            if (user.isAnnotation()) {
                reach.once(new CodeReference.ClassLiteral(user.name()), () -> named(user.name()));
            }
        }
    }
}
