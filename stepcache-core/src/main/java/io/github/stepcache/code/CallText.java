package io.github.stepcache.code;

import io.github.stepcache.code.CodeReference.Call;
import io.github.stepcache.code.CodeReference.CallKind;
import io.github.stepcache.code.CodeReference.FieldUse;
import io.github.stepcache.code.CodeReference.Instantiation;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Writes down what one method of a class calls and which constants it loads; what the compiler put elsewhere is written in its place. */
final class CallText {

    private static final String LAMBDAS = "java/lang/invoke/LambdaMetafactory";

    private final CodeText text;
    private final ClassNode owner;
    private final HiddenMethods hidden;

    CallText(CodeText text, ClassNode owner, HiddenMethods hidden) {
        this.text = text;
        this.owner = owner;
        this.hidden = hidden;
    }

    void call(MethodInsnNode call) {
        if (hidden.write(text, owner, call.owner, call.name, call.desc)) {
            return;
        }
        text.number(call.itf ? 1 : 0);
        text.type(call.owner);
        text.text(call.name);
        text.descriptor(call.desc);
        refer(call.owner, call.name, call.desc, kind(call.getOpcode()));
        text.mentionTypesOf(call.owner, call.name, call.desc);
    }

    void field(int opcode, String fieldOwner, String name, String descriptor) {
        text.type(fieldOwner);
        text.text(text.names().field(fieldOwner, name));
        text.descriptor(descriptor);
        boolean isStatic = opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
        boolean read = opcode == Opcodes.GETSTATIC || opcode == Opcodes.GETFIELD;
        text.refer(new FieldUse(fieldOwner, name, descriptor, isStatic, read));
        if (!name.startsWith("this$")) {
            text.mentionAll(descriptor);
        }
    }

    void dynamic(InvokeDynamicInsnNode dynamic) {
        text.text(dynamic.name);
        text.descriptor(dynamic.desc);
        bootstrap(dynamic.bsm, dynamic.bsmArgs);
        if (isBoundToAnObject(dynamic)) {
            text.mentionAllButFirst(dynamic.desc);
        } else {
            text.mentionAll(dynamic.desc);
        }
    }

    /** Write a constant, as ASM gives it. */
    void constant(Object constant) {
        if (constant instanceof Type type) {
            text.text("type");
            text.descriptor(type.getDescriptor());
            if (type.getSort() == Type.METHOD) {
                text.mentionAll(type.getDescriptor());
            } else {
                text.literal(type);
            }
        } else if (constant instanceof Handle handle) {
            text.text("handle");
            handle(handle);
        } else if (constant instanceof ConstantDynamic dynamic) {
            text.text("dynamic");
            text.text(dynamic.getName());
            text.descriptor(dynamic.getDescriptor());
            text.mentionAll(dynamic.getDescriptor());
            Object[] arguments = new Object[dynamic.getBootstrapMethodArgumentCount()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = dynamic.getBootstrapMethodArgument(i);
            }
            bootstrap(dynamic.getBootstrapMethod(), arguments);
        } else {
            text.scalar(constant);
        }
    }

    private void bootstrap(Handle method, Object... arguments) {
        handle(method);
        text.number(arguments.length);
        for (Object argument : arguments) {
            constant(argument);
        }
    }

    private void handle(Handle handle) {
        int tag = handle.getTag();
        text.number(tag);
        if (tag <= Opcodes.H_PUTSTATIC) {
            field(fieldOpcode(tag), handle.getOwner(), handle.getName(), handle.getDesc());
            return;
        }
        if (hidden.write(text, owner, handle.getOwner(), handle.getName(), handle.getDesc())) {
            return;
        }
        text.number(handle.isInterface() ? 1 : 0);
        text.type(handle.getOwner());
        text.text(handle.getName());
        text.descriptor(handle.getDesc());
        if (tag == Opcodes.H_NEWINVOKESPECIAL) {
            text.refer(new Instantiation(handle.getOwner()));
        }
        refer(handle.getOwner(), handle.getName(), handle.getDesc(), handleKind(tag));
        text.mentionTypesOf(handle.getOwner(), handle.getName(), handle.getDesc());
    }

    /** Arrays have but the methods of {@code Object}. */
    private void refer(String callee, String name, String descriptor, CallKind kind) {
        if (callee.startsWith("[")) {
            text.mention(callee);
        } else {
            text.refer(new Call(callee, name, descriptor, kind));
        }
    }

    /** A lambda or method reference on an object, often on {@code this}: that nobody else gets to see. */
    private static boolean isBoundToAnObject(InvokeDynamicInsnNode dynamic) {
        return dynamic.bsm.getOwner().equals(LAMBDAS)
                && dynamic.bsmArgs.length > 1
                && dynamic.bsmArgs[1] instanceof Handle body
                && body.getTag() != Opcodes.H_INVOKESTATIC
                && body.getTag() != Opcodes.H_NEWINVOKESPECIAL
                && Type.getArgumentTypes(dynamic.desc).length > 0;
    }

    private static int fieldOpcode(int tag) {
        return switch (tag) {
            case Opcodes.H_GETFIELD -> Opcodes.GETFIELD;
            case Opcodes.H_GETSTATIC -> Opcodes.GETSTATIC;
            case Opcodes.H_PUTFIELD -> Opcodes.PUTFIELD;
            default -> Opcodes.PUTSTATIC;
        };
    }

    private static CallKind kind(int opcode) {
        return switch (opcode) {
            case Opcodes.INVOKESTATIC -> CallKind.STATIC;
            case Opcodes.INVOKESPECIAL -> CallKind.SPECIAL;
            case Opcodes.INVOKEINTERFACE -> CallKind.INTERFACE;
            default -> CallKind.VIRTUAL;
        };
    }

    private static CallKind handleKind(int tag) {
        return switch (tag) {
            case Opcodes.H_INVOKESTATIC -> CallKind.STATIC;
            case Opcodes.H_INVOKESPECIAL, Opcodes.H_NEWINVOKESPECIAL -> CallKind.SPECIAL;
            case Opcodes.H_INVOKEINTERFACE -> CallKind.INTERFACE;
            default -> CallKind.VIRTUAL;
        };
    }
}
