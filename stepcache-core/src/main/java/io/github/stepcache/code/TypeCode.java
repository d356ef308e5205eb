package io.github.stepcache.code;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.RecordComponentNode;

/**
 * What a type, or a part of it, declares: a hash, and what it refers to.
 *
 * @param hash SHA-256, lower-case hex
 * @param references types of fields with their generic signatures, annotation types, and classes that are values of annotations;
 *     superclass and interfaces are left to those who know the class
 */
record TypeCode(String hash, List<CodeReference> references) {

    private static final int KINDS = Opcodes.ACC_INTERFACE
            | Opcodes.ACC_ABSTRACT
            | Opcodes.ACC_ENUM
            | Opcodes.ACC_ANNOTATION
            | Opcodes.ACC_RECORD;

    private static final int FLAGS_OF_FIELDS =
            Opcodes.ACC_STATIC | Opcodes.ACC_TRANSIENT | Opcodes.ACC_VOLATILE | Opcodes.ACC_ENUM;

    TypeCode {
        references = List.copyOf(references);
    }

    /** Superclass, interfaces, kind of type, permitted subclasses and annotations of a class. */
    static TypeCode declaration(ClassNode type, CodeNames names) {
        CodeText text = begin("declaration", type, names);
        text.number(type.access & KINDS);
        text.number(type.superName == null ? 0 : 1);
        if (type.superName != null) {
            text.type(type.superName);
        }
        types(text, type.interfaces);
        types(text, type.permittedSubclasses);
        text.signature(type.signature, false);
        AnnotationText annotations = new AnnotationText(text);
        annotations.annotations(type.visibleAnnotations);
        annotations.annotations(type.visibleTypeAnnotations);
        return end(text);
    }

    /** What others read of an object without calling it, in its order: instance fields, record components, constants, defaults. */
    static TypeCode data(ClassNode type, CodeNames names) {
        CodeText text = begin("data", type, names);
        for (FieldNode field : type.fields) {
            if (isData(field)) {
                text.number(1);
                write(text, type, field);
            }
        }
        text.number(0);
        components(text, type.recordComponents == null ? List.of() : type.recordComponents);
        if ((type.access & Opcodes.ACC_ANNOTATION) != 0) {
            elements(text, type.methods);
        }
        return end(text);
    }

    /** One field, static or not: type, annotations, constant value. */
    static TypeCode field(ClassNode owner, FieldNode field, CodeNames names) {
        CodeText text = begin("field", owner, names);
        write(text, owner, field);
        return end(text);
    }

    private static CodeText begin(String what, ClassNode type, CodeNames names) {
        CodeText text = new CodeText(names);
        text.text(what);
        text.type(type.name);
        return text;
    }

    private static TypeCode end(CodeText text) {
        return new TypeCode(text.hash(), List.copyOf(text.references()));
    }

    /** Static fields are read by code, which shows; but Java's serialisation reads one, and an enum's constants are its data. */
    private static boolean isData(FieldNode field) {
        boolean isStatic = (field.access & Opcodes.ACC_STATIC) != 0;
        boolean isConstant = (field.access & Opcodes.ACC_ENUM) != 0;
        boolean isSynthetic = (field.access & Opcodes.ACC_SYNTHETIC) != 0;
        return !isSynthetic && (!isStatic || isConstant || field.name.equals("serialVersionUID"));
    }

    private static void write(CodeText text, ClassNode owner, FieldNode field) {
        text.number(field.access & FLAGS_OF_FIELDS);
        text.text(text.names().field(owner.name, field.name));
        text.descriptor(field.desc);
        text.mentionAll(field.desc);
        text.signature(field.signature, true);
        text.number(field.value == null ? 0 : 1);
        if (field.value != null) {
            text.scalar(field.value);
        }
        AnnotationText annotations = new AnnotationText(text);
        annotations.annotations(field.visibleAnnotations);
        annotations.annotations(field.visibleTypeAnnotations);
    }

    private static void components(CodeText text, List<RecordComponentNode> components) {
        text.number(components.size());
        for (RecordComponentNode component : components) {
            text.text(component.name);
            text.descriptor(component.descriptor);
            text.mentionAll(component.descriptor);
            text.signature(component.signature, true);
            AnnotationText annotations = new AnnotationText(text);
            annotations.annotations(component.visibleAnnotations);
            annotations.annotations(component.visibleTypeAnnotations);
        }
    }

    private static void elements(CodeText text, List<MethodNode> elements) {
        for (MethodNode element : elements) {
            text.text(element.name);
            text.descriptor(element.desc);
            new AnnotationText(text).value(element.annotationDefault);
        }
    }

    private static void types(CodeText text, @Nullable List<String> types) {
        List<String> present = types == null ? List.of() : types;
        text.number(present.size());
        present.forEach(text::type);
    }
}
