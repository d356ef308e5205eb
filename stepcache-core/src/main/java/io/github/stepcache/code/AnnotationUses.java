package io.github.stepcache.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.RecordComponentNode;

/** Where a class is annotated with some annotation, and with what values. */
final class AnnotationUses {

    private final String descriptor;
    private final CodeNames names;
    private final Map<String, CodeText> found = new TreeMap<>();

    private AnnotationUses(String annotationType, CodeNames names) {
        this.descriptor = Type.getObjectType(annotationType).getDescriptor();
        this.names = names;
    }

    /**
     * Find all uses of an annotation type in a class: on itself, fields, methods, parameters, record components, types, and within
     * other annotations.
     *
     * @return a hash of what they are and of their values, by the name of what is annotated, as {@link CodeNames} gives it
     *     ({@code com.acme.Foo}, {@code com.acme.Foo.run}); a field and methods of one name share it
     */
    static SortedMap<String, String> of(ClassNode type, String annotationType, CodeNames names) {
        AnnotationUses uses = new AnnotationUses(annotationType, names);
        uses.search(type);
        SortedMap<String, String> hashes = new TreeMap<>();
        uses.found.forEach((name, text) -> hashes.put(name, text.hash()));
        return hashes;
    }

    private void search(ClassNode type) {
        String name = names.type(type.name);
        use(name, "class", names.identity(type.name), type.visibleAnnotations);
        use(name, "class type", names.identity(type.name), type.visibleTypeAnnotations);
        for (FieldNode field : type.fields) {
            String identity = names.field(type.name, field.name);
            use(name + "." + field.name, "field", identity, field.visibleAnnotations);
            use(name + "." + field.name, "field type", identity, field.visibleTypeAnnotations);
        }
        for (MethodNode method : type.methods) {
            search(name + "." + method.name, method);
        }
        List<RecordComponentNode> components = type.recordComponents == null ? List.of() : type.recordComponents;
        for (RecordComponentNode component : components) {
            use(name + "." + component.name, "component", component.name, component.visibleAnnotations);
            use(name + "." + component.name, "component type", component.name, component.visibleTypeAnnotations);
        }
    }

    private void search(String name, MethodNode method) {
        String identity = names.descriptor(method.desc);
        use(name, "method", identity, method.visibleAnnotations);
        use(name, "method type", identity, method.visibleTypeAnnotations);
        List<AnnotationNode>[] parameters = method.visibleParameterAnnotations;
        for (int i = 0; parameters != null && i < parameters.length; i++) {
            use(name, "parameter " + i, identity, parameters[i]);
        }
    }

    private void use(String name, String kind, String identity, @Nullable List<? extends AnnotationNode> annotations) {
        List<AnnotationNode> uses = new ArrayList<>();
        if (annotations != null) {
            annotations.stream().filter(this::contains).forEach(uses::add);
        }
        if (!uses.isEmpty()) {
            CodeText text = found.computeIfAbsent(name, missing -> new CodeText(names));
            text.text(kind);
            text.text(identity);
            new AnnotationText(text).annotations(uses);
        }
    }

    private boolean contains(@Nullable Object value) {
        if (value instanceof AnnotationNode annotation) {
            return annotation.desc.equals(descriptor) || contains(annotation.values);
        }
        return value instanceof List<?> values && values.stream().anyMatch(this::contains);
    }
}
