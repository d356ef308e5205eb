package io.github.stepcache.code;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/** The classes that a declaration names, generic ones and their arguments included. */
final class SignatureTypes {

    private SignatureTypes() {}

    /** Those of a method's parameters. */
    static Set<String> ofParameters(MethodHeader method) {
        Set<String> found = new LinkedHashSet<>();
        for (Type type : Type.getArgumentTypes(method.shape().descriptor())) {
            add(type, found);
        }
        method.signature()
                .ifPresent(signature -> new SignatureReader(signature).accept(new Collector(found) {
                    @Override
                    public SignatureVisitor visitReturnType() {
                        return new Collector(new LinkedHashSet<>());
                    }
                }));
        return found;
    }

    /** Those of what a method returns. */
    static Set<String> ofReturnType(MethodHeader method) {
        Set<String> found = new LinkedHashSet<>();
        add(Type.getReturnType(method.shape().descriptor()), found);
        method.signature()
                .ifPresent(signature -> new SignatureReader(signature).accept(new Collector(new LinkedHashSet<>()) {
                    @Override
                    public SignatureVisitor visitReturnType() {
                        return new Collector(found);
                    }
                }));
        return found;
    }

    /** Those of the parameters in a descriptor. */
    static Set<String> ofParameters(String descriptor) {
        Set<String> found = new LinkedHashSet<>();
        for (Type type : Type.getArgumentTypes(descriptor)) {
            add(type, found);
        }
        return found;
    }

    /** Those of a class's type parameters, superclass and interfaces. */
    static Set<String> ofClass(Optional<String> signature) {
        Set<String> found = new LinkedHashSet<>();
        signature.ifPresent(text -> new SignatureReader(text).accept(new Collector(found)));
        return found;
    }

    private static void add(Type type, Set<String> found) {
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        if (element.getSort() == Type.OBJECT) {
            found.add(element.getInternalName());
        }
    }

    private static class Collector extends SignatureVisitor {

        private final Set<String> found;
        private String outer = "";

        Collector(Set<String> found) {
            super(Opcodes.ASM9);
            this.found = found;
        }

        @Override
        public void visitClassType(String name) {
            outer = name;
            found.add(name);
        }

        @Override
        public void visitInnerClassType(String name) {
            outer = outer + "$" + name;
            found.add(outer);
        }

        @Override
        public SignatureVisitor visitTypeArgument(char wildcard) {
            return new Collector(found);
        }
    }
}
