package io.github.stepcache.code;

import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.ParameterNode;

/**
 * What one method does, with the lambdas in it: a hash that is the same where a compiler numbers things anew, and what it refers to.
 *
 * <p>Whoever changes what a hash means raises the number in the kind of the fingerprint.
 *
 * @param hash SHA-256, lower-case hex
 * @param references what the method and its lambdas refer to, each once, in the order of the code
 */
record MethodCode(String hash, List<CodeReference> references) {

    private static final int FLAGS_THAT_MATTER =
            Opcodes.ACC_STATIC | Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT;

    MethodCode {
        references = List.copyOf(references);
    }

    /** Read the code of a method that is declared in a class. */
    static MethodCode of(ClassNode owner, MethodNode method, CodeNames names) {
        CodeText text = new CodeText(names);
        text.type(owner.name);
        text.text(method.name);
        write(text, owner, method, new HiddenMethods());
        return new MethodCode(text.hash(), List.copyOf(text.references()));
    }

    /** Write all of a method down but its name. */
    static void write(CodeText text, ClassNode owner, MethodNode method, HiddenMethods hidden) {
        text.number(method.access & FLAGS_THAT_MATTER);
        text.descriptor(method.desc);
        text.mentionTypesOf(owner.name, method.name, method.desc);
        text.signature(method.signature, false);
        AnnotationText annotations = new AnnotationText(text);
        annotations.annotations(method.visibleAnnotations);
        annotations.annotations(method.visibleTypeAnnotations);
        annotations.parameters(method.visibleParameterAnnotations);
        annotations.value(method.annotationDefault);
        parameterNames(text, method);
        new BodyText(text, new CallText(text, owner, hidden), method).write();
    }

    /**
     * Write what the parameters are called where others ask for it: {@code @Query} with {@code :name}, {@code @JsonCreator} and the
     * like. That is known of classes that were compiled with {@code -parameters} and read with debug information.
     */
    private static void parameterNames(CodeText text, MethodNode method) {
        boolean count = (method.access & Opcodes.ACC_ABSTRACT) != 0
                || AnnotationText.count(method.visibleAnnotations)
                || Stream.ofNullable(method.visibleParameterAnnotations)
                        .flatMap(Stream::of)
                        .anyMatch(AnnotationText::count);
        List<ParameterNode> parameters = count && method.parameters != null ? method.parameters : List.of();
        text.number(parameters.size());
        parameters.forEach(parameter -> text.optional(parameter.name));
    }
}
