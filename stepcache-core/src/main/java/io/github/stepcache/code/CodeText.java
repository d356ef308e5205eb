package io.github.stepcache.code;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.tree.ClassNode;

/** What is known so far of a piece of code that is being read: what will be hashed, and what it refers to. */
final class CodeText {

    private final CodeNames names;
    private final CodeEncoding encoding = new CodeEncoding();
    private final Set<CodeReference> references;

    CodeText(CodeNames names) {
        this(names, new LinkedHashSet<>());
    }

    private CodeText(CodeNames names, Set<CodeReference> references) {
        this.names = names;
        this.references = references;
    }

    /** Begin another text, whose references are those of this one. */
    CodeText part() {
        return new CodeText(names, references);
    }

    CodeNames names() {
        return names;
    }

    Set<CodeReference> references() {
        return references;
    }

    String hash() {
        return encoding.hash();
    }

    void number(long value) {
        encoding.number(value);
    }

    void text(String text) {
        encoding.text(text);
    }

    /** Write a text that may not be there. */
    void optional(@Nullable String text) {
        number(text == null ? 0 : 1);
        if (text != null) {
            text(text);
        }
    }

    /** Write a number, a text, or another simple constant, and of which kind it is; nothing counts as equal that differs in a bit. */
    void scalar(Object value) {
        text(value.getClass().getSimpleName());
        if (value instanceof String string) {
            text(string);
        } else if (value instanceof Boolean flag) {
            number(flag ? 1 : 0);
        } else if (value instanceof Character character) {
            number(character);
        } else if (value instanceof Float number) {
            number(Float.floatToRawIntBits(number));
        } else if (value instanceof Double number) {
            number(Double.doubleToRawLongBits(number));
        } else if (value instanceof Number number) {
            number(number.longValue());
        } else {
            throw new IllegalArgumentException("No constant of a class file is a " + value.getClass());
        }
    }

    /** Write the name of a class, or the descriptor of an array type, as the JVM has it in its instructions. */
    void type(String internalName) {
        text(internalName.startsWith("[") ? names.descriptor(internalName) : names.identity(internalName));
    }

    void descriptor(String descriptor) {
        text(names.descriptor(descriptor));
    }

    void refer(CodeReference reference) {
        references.add(reference);
    }

    /** Write a generic signature, which may not be there, and mention the types in it. */
    void signature(@Nullable String signature, boolean ofType) {
        number(signature == null ? 0 : 1);
        if (signature != null) {
            SignatureReader reader = new SignatureReader(signature);
            if (ofType) {
                reader.acceptType(new SignatureText(this));
            } else {
                reader.accept(new SignatureText(this));
            }
            number(-1);
        }
    }

    /** Mention the type, or the types of a method, in a descriptor. */
    void mentionAll(String descriptor) {
        Type type = Type.getType(descriptor);
        if (type.getSort() != Type.METHOD) {
            mention(type);
            return;
        }
        for (Type argument : type.getArgumentTypes()) {
            mention(argument);
        }
        mention(type.getReturnType());
    }

    /** Mention the types of a method, but for the object that an inner class or a lambda is bound to. */
    void mentionAllButFirst(String descriptor) {
        Type[] arguments = Type.getArgumentTypes(descriptor);
        for (int i = 1; i < arguments.length; i++) {
            mention(arguments[i]);
        }
        mention(Type.getReturnType(descriptor));
    }

    /** Mention the types of a method, which may be the constructor of an inner class. */
    void mentionTypesOf(String owner, String name, String descriptor) {
        if (name.equals("<init>") && takesItsOuterObject(owner, descriptor)) {
            mentionAllButFirst(descriptor);
        } else {
            mentionAll(descriptor);
        }
    }

    /** Mention a class, or the element type of an array. */
    void mention(String internalName) {
        mention(Type.getObjectType(internalName));
    }

    void mention(Type type) {
        Type element = elementOf(type);
        if (element.getSort() == Type.OBJECT) {
            refer(new CodeReference.Mention(element.getInternalName()));
        }
    }

    /** Say that the class, or the element type of the array type, is a value. */
    void literal(Type type) {
        Type element = elementOf(type);
        if (element.getSort() == Type.OBJECT) {
            refer(new CodeReference.ClassLiteral(element.getInternalName()));
        }
    }

    private static Type elementOf(Type type) {
        return type.getSort() == Type.ARRAY ? type.getElementType() : type;
    }

    private boolean takesItsOuterObject(String owner, String descriptor) {
        Type[] arguments = Type.getArgumentTypes(descriptor);
        return arguments.length > 0
                && arguments[0].getSort() == Type.OBJECT
                && owner.startsWith(arguments[0].getInternalName() + "$")
                && names.classes()
                        .find(owner)
                        .filter(type -> isInnerClassOf(type, arguments[0].getInternalName()))
                        .isPresent();
    }

    private static boolean isInnerClassOf(ClassNode type, String outer) {
        return LocalClasses.entryOf(type)
                .filter(entry -> (entry.access & Opcodes.ACC_STATIC) == 0)
                .filter(entry -> outer.equals(entry.outerName) || outer.equals(type.outerClass))
                .isPresent();
    }
}
