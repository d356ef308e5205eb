package io.github.stepcache.spring;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;
import org.springframework.util.ClassUtils;

/**
 * Finds calls of annotated methods on {@code this}, which bypass the proxy and with it the cache, in the code of a bean's
 * class and superclasses. It finds what stands there plainly, and nothing that is not so.
 */
final class SelfCalls extends ClassVisitor {

    private final Collection<Method> steps;
    private final Set<String> found = new TreeSet<>();

    private SelfCalls(Collection<Method> steps) {
        super(SpringAsmInfo.ASM_VERSION);
        this.steps = steps;
    }

    /**
     * Look through a class.
     *
     * @param type the class of a bean
     * @param steps its annotated methods
     * @return sentences that name caller and step
     */
    static Set<String> in(Class<?> type, Collection<Method> steps) {
        SelfCalls calls = new SelfCalls(steps);
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            try (@Nullable InputStream code = at.getResourceAsStream(ClassUtils.getClassFileName(at))) {
                if (code != null) {
                    new ClassReader(code).accept(calls, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
                }
            } catch (IOException | IllegalArgumentException e) {
                return calls.found; // code that cannot be read is not looked at
            }
        }
        return calls.found;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        boolean bridge = (access & Opcodes.ACC_BRIDGE) != 0;
        return bridge || (access & Opcodes.ACC_STATIC) != 0 ? null : new Body(name, descriptor);
    }

    private void call(String caller, String callerDescriptor, String name, String descriptor) {
        if (caller.equals(name) && callerDescriptor.equals(descriptor)) {
            return; // a method that calls itself is in the cache's hands already
        }
        String readable = caller.startsWith("lambda$") ? caller.split("\\$", -1)[1] : caller;
        steps.stream()
                .filter(step -> step.getName().equals(name)
                        && Type.getMethodDescriptor(step).equals(descriptor))
                .forEach(step -> found.add(readable + "() calls " + name + "()"));
    }

    /** Follows {@code this} through the operands of one method, but not through variables. */
    private final class Body extends OperandStack {

        private final String name;
        private final String descriptor;

        Body(String name, String descriptor) {
            this.name = name;
            this.descriptor = descriptor;
        }

        @Override
        void called(int opcode, String called, String calledDescriptor, boolean onThis) {
            if (onThis && opcode != Opcodes.INVOKESPECIAL) {
                call(name, descriptor, called, calledDescriptor);
            }
        }

        @Override
        void referred(Handle method, boolean onThis) {
            if (onThis && method.getTag() != Opcodes.H_INVOKESTATIC && method.getTag() != Opcodes.H_INVOKESPECIAL) {
                call(name, descriptor, method.getName(), method.getDesc());
            }
        }
    }
}
