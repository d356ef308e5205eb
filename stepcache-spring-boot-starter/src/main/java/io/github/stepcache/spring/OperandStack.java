package io.github.stepcache.spring;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.springframework.asm.Handle;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;

/**
 * Knows which operands of a method's code are {@code this}. Where code can be reached in several ways, an operand is so if
 * it is on all that come from further up.
 */
abstract class OperandStack extends MethodVisitor {

    /** Whether each known operand is {@code this}; a long or double takes two places. */
    private final Deque<Boolean> operands = new ArrayDeque<>();

    private final Map<Label, Deque<Boolean>> atJumps = new HashMap<>();
    private boolean unreachable;

    OperandStack() {
        super(SpringAsmInfo.ASM_VERSION);
    }

    /** Told of each call of an instance method. */
    abstract void called(int opcode, String name, String descriptor, boolean onThis);

    /** Told of each method reference and lambda; {@code onThis} if its first captured value is {@code this}. */
    abstract void referred(Handle method, boolean onThis);

    @Override
    public void visitVarInsn(int opcode, int variable) {
        switch (opcode) {
            case Opcodes.ALOAD -> operands.push(variable == 0);
            case Opcodes.ILOAD, Opcodes.FLOAD -> change(1);
            case Opcodes.LLOAD, Opcodes.DLOAD -> change(2);
            case Opcodes.LSTORE, Opcodes.DSTORE -> change(-2);
            default -> change(-1);
        }
    }

    @Override
    public void visitInsn(int opcode) {
        boolean last = (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) || opcode == Opcodes.ATHROW;
        if (last) {
            end();
        } else {
            change(growth(opcode));
        }
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        change(opcode == Opcodes.NEWARRAY ? 0 : 1);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        change(opcode == Opcodes.NEW ? 1 : 0);
    }

    @Override
    public void visitLdcInsn(Object value) {
        change(value instanceof Long || value instanceof Double ? 2 : 1);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        change(-dimensions);
        change(1);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        int size = Type.getType(descriptor).getSize();
        boolean write = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
        boolean ofObject = opcode == Opcodes.PUTFIELD || opcode == Opcodes.GETFIELD;
        change(-(write ? size : 0) - (ofObject ? 1 : 0));
        change(write ? 0 : size);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        change(-argumentSize(descriptor));
        if (opcode != Opcodes.INVOKESTATIC) {
            called(opcode, name, descriptor, pop());
        }
        change(Type.getReturnType(descriptor).getSize());
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        boolean onThis = false;
        for (int size = argumentSize(descriptor); size > 0; size--) {
            onThis = pop(); // the last to be popped is the first that was captured
        }
        for (Object argument : arguments) {
            if (argument instanceof Handle method) {
                referred(method, onThis);
            }
        }
        change(1);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        boolean two = opcode >= Opcodes.IF_ICMPEQ && opcode <= Opcodes.IF_ACMPNE;
        change(opcode == Opcodes.GOTO ? 0 : two ? -2 : -1);
        jump(label);
        if (opcode == Opcodes.GOTO) {
            end();
        }
    }

    @Override
    public void visitLabel(Label label) {
        Deque<Boolean> known = atJumps.remove(label);
        if (known != null && unreachable) {
            operands.addAll(known);
        } else if (known != null) {
            merge(known);
        }
        unreachable = false; // it may be the code that handles an exception
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
        visitSwitch(otherwise, labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
        visitSwitch(otherwise, labels);
    }

    private void visitSwitch(Label otherwise, Label[] labels) {
        change(-1);
        jump(otherwise);
        List.of(labels).forEach(this::jump);
        end();
    }

    private void jump(Label label) {
        Deque<Boolean> known = atJumps.put(label, new ArrayDeque<>(operands));
        if (known != null) {
            atJumps.put(label, both(operands, known));
        }
    }

    private void merge(Deque<Boolean> known) {
        Deque<Boolean> both = both(operands, known);
        operands.clear();
        operands.addAll(both);
    }

    /** From the top down, as far as both are known. */
    private static Deque<Boolean> both(Deque<Boolean> one, Deque<Boolean> other) {
        Deque<Boolean> both = new ArrayDeque<>();
        Iterator<Boolean> others = other.iterator();
        for (Iterator<Boolean> ones = one.iterator(); ones.hasNext() && others.hasNext(); ) {
            boolean known = ones.next();
            boolean too = others.next();
            both.addLast(known && too);
        }
        return both;
    }

    private void end() {
        operands.clear();
        unreachable = true;
    }

    private static int argumentSize(String descriptor) {
        int size = 0;
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            size += argument.getSize();
        }
        return size;
    }

    private boolean pop() {
        Boolean top = operands.poll();
        return top != null && top;
    }

    private void change(int growth) {
        for (int i = growth; i < 0; i++) {
            operands.poll();
        }
        for (int i = 0; i < growth; i++) {
            operands.push(false);
        }
    }

    /** By how many places an instruction without operands of its own makes the stack grow (Java Virtual Machine, 6.5). */
    private static int growth(int opcode) {
        return switch (opcode) {
            case Opcodes.LCONST_0, Opcodes.LCONST_1, Opcodes.DCONST_0, Opcodes.DCONST_1 -> 2;
            case Opcodes.DUP2, Opcodes.DUP2_X1, Opcodes.DUP2_X2 -> 2;
            case Opcodes.DUP, Opcodes.DUP_X1, Opcodes.DUP_X2 -> 1;
            case Opcodes.I2L, Opcodes.I2D, Opcodes.F2L, Opcodes.F2D -> 1;
            case Opcodes.NOP, Opcodes.SWAP, Opcodes.ARRAYLENGTH, Opcodes.LALOAD, Opcodes.DALOAD -> 0;
            case Opcodes.INEG, Opcodes.LNEG, Opcodes.FNEG, Opcodes.DNEG -> 0;
            case Opcodes.I2F, Opcodes.F2I, Opcodes.L2D, Opcodes.D2L, Opcodes.I2B, Opcodes.I2C, Opcodes.I2S -> 0;
            case Opcodes.POP2, Opcodes.LADD, Opcodes.DADD, Opcodes.LSUB, Opcodes.DSUB, Opcodes.LMUL -> -2;
            case Opcodes.DMUL, Opcodes.LDIV, Opcodes.DDIV, Opcodes.LREM, Opcodes.DREM -> -2;
            case Opcodes.LAND, Opcodes.LOR, Opcodes.LXOR -> -2;
            case Opcodes.IASTORE, Opcodes.FASTORE, Opcodes.AASTORE, Opcodes.BASTORE -> -3;
            case Opcodes.CASTORE, Opcodes.SASTORE, Opcodes.LCMP, Opcodes.DCMPL, Opcodes.DCMPG -> -3;
            case Opcodes.LASTORE, Opcodes.DASTORE -> -4;
            default -> opcode <= Opcodes.FCONST_2 ? 1 : -1;
        };
    }
}
