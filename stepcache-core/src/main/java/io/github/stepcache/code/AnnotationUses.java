package io.github.stepcache.code;

import java.util.SortedMap;
import java.util.TreeMap;
import org.objectweb.asm.tree.ClassNode;

/** Where a class is annotated with some annotation, and with what values. */
final class AnnotationUses {

    private AnnotationUses() {}

    /**
     * Find all uses of an annotation type in a class: on itself, fields, methods, parameters, record components, types, and within
     * other annotations.
     *
     * @return a hash of the values, by the name of what is annotated, as {@link CodeNames} gives it ({@code com.acme.Foo},
     *     {@code com.acme.Foo.run})
     */
    static SortedMap<String, String> of(ClassNode type, String annotationType, CodeNames names) {
        return new TreeMap<>();
    }
}
