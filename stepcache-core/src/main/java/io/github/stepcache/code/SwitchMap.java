package io.github.stepcache.code;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Which number stands for which constant of an enum.
 *
 * @param enumType internal name of the enum
 * @param constants names of its constants, by number
 */
record SwitchMap(String enumType, Map<Integer, String> constants) {

    SwitchMap {
        constants = Map.copyOf(constants);
    }

    /** Read {@code map[Colour.RED.ordinal()] = 1} and so on from the static initialiser of the class that has the array. */
    static Optional<SwitchMap> read(ClassNode type, String field) {
        for (MethodNode method : type.methods) {
            if (method.name.equals("<clinit>")) {
                return read(type, field, method);
            }
        }
        return Optional.empty();
    }

    private static Optional<SwitchMap> read(ClassNode type, String field, MethodNode initialiser) {
        Map<Integer, String> constants = new HashMap<>();
        Set<String> enums = new HashSet<>();
        for (AbstractInsnNode store : initialiser.instructions) {
            if (store.getOpcode() != Opcodes.IASTORE) {
                continue;
            }
            // getstatic map, getstatic constant, invokevirtual ordinal, push number, iastore
            if (!(back(store, 4) instanceof FieldInsnNode map
                    && back(store, 3) instanceof FieldInsnNode constant
                    && back(store, 2) instanceof MethodInsnNode call
                    && numberOf(back(store, 1)).isPresent()
                    && map.getOpcode() == Opcodes.GETSTATIC
                    && map.owner.equals(type.name)
                    && constant.getOpcode() == Opcodes.GETSTATIC
                    && call.name.equals("ordinal"))) {
                return Optional.empty();
            }
            if (map.name.equals(field)) {
                enums.add(constant.owner);
                if (constants.put(numberOf(back(store, 1)).orElseThrow(), constant.name) != null) {
                    return Optional.empty();
                }
            }
        }
        return enums.size() == 1 ? Optional.of(new SwitchMap(enums.iterator().next(), constants)) : Optional.empty();
    }

    private static @Nullable AbstractInsnNode back(AbstractInsnNode instruction, int steps) {
        AbstractInsnNode result = instruction;
        for (int i = 0; i < steps && result != null; i++) {
            result = result.getPrevious();
        }
        return result;
    }

    private static Optional<Integer> numberOf(@Nullable AbstractInsnNode push) {
        if (push instanceof IntInsnNode number) {
            return Optional.of(number.operand);
        }
        if (push instanceof LdcInsnNode number && number.cst instanceof Integer value) {
            return Optional.of(value);
        }
        int opcode = push == null ? -1 : push.getOpcode();
        boolean small = opcode >= Opcodes.ICONST_0 && opcode <= Opcodes.ICONST_5;
        return small ? Optional.of(opcode - Opcodes.ICONST_0) : Optional.empty();
    }
}
