package io.github.stepcache.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.TypeAnnotationNode;

/** Writes annotations down that a running program can see, with their values. */
final class AnnotationText {

    private final CodeText text;

    AnnotationText(CodeText text) {
        this.text = text;
    }

    /** Write the annotations of one element in their order, but for those that say nothing about what the code does. */
    void annotations(@Nullable List<? extends AnnotationNode> annotations) {
        for (AnnotationNode annotation : counting(annotations)) {
            text.number(1);
            annotation(annotation);
        }
        text.number(0);
    }

    /** Write the annotations of each parameter. */
    void parameters(List<AnnotationNode> @Nullable [] parameters) {
        text.number(parameters == null ? -1 : parameters.length);
        if (parameters != null) {
            for (List<AnnotationNode> annotations : parameters) {
                annotations(annotations);
            }
        }
    }

    /** Tell whether any of the annotations counts. */
    static boolean count(@Nullable List<? extends AnnotationNode> annotations) {
        return !counting(annotations).isEmpty();
    }

    /** Keep what counts: what steps are called and which inputs they have is compared elsewhere, and Kotlin's changes with all else. */
    private static List<AnnotationNode> counting(@Nullable List<? extends AnnotationNode> annotations) {
        List<AnnotationNode> counting = new ArrayList<>();
        if (annotations != null) {
            for (AnnotationNode annotation : annotations) {
                if (!annotation.desc.startsWith("Lio/github/stepcache/annotation/")
                        && !annotation.desc.equals("Lkotlin/Metadata;")) {
                    counting.add(annotation);
                }
            }
        }
        return counting;
    }

    private void annotation(AnnotationNode annotation) {
        text.descriptor(annotation.desc);
        text.mentionAll(annotation.desc);
        if (annotation instanceof TypeAnnotationNode onType) {
            text.number(onType.typeRef);
            text.optional(onType.typePath == null ? null : onType.typePath.toString());
        }
        Map<String, Object> values = new TreeMap<>();
        List<Object> namesAndValues = annotation.values == null ? List.of() : annotation.values;
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            values.put((String) namesAndValues.get(i), namesAndValues.get(i + 1));
        }
        text.number(values.size());
        values.forEach((name, value) -> {
            text.text(name);
            value(value);
        });
    }

    /** Write a value of an annotation, as ASM gives it, or the default of an element, which may not be there. */
    void value(@Nullable Object value) {
        if (value == null) {
            text.text("none");
        } else if (value instanceof AnnotationNode annotation) {
            text.text("annotation");
            annotation(annotation);
        } else if (value instanceof String[] constant) {
            text.text("enum");
            text.descriptor(constant[0]);
            text.mentionAll(constant[0]);
            text.text(constant[1]);
        } else if (value instanceof List<?> values) {
            text.text("array");
            text.number(values.size());
            values.forEach(this::value);
        } else if (value instanceof Type type) {
            text.text("class");
            text.descriptor(type.getDescriptor());
            text.literal(type);
        } else {
            text.scalar(value);
        }
    }
}
