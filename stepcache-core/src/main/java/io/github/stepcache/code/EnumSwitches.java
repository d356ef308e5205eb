package io.github.stepcache.code;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The enum constants behind the numbers in the switches of one method.
 *
 * <p>For {@code switch (colour)}, the compiler makes a synthetic class with an array {@code $SwitchMap$com$acme$Colour}, in which
 * the constants get numbers in the order in which any switch of the source file names them. So the number of a constant
 * changes with other methods. A switch over an enum of the same source file may be one over {@code ordinal()}.
 */
final class EnumSwitches {

    private static final String MAP = "$SwitchMap$";

    private final CodeNames names;
    private final Map<AbstractInsnNode, SwitchMap> bySwitch = new HashMap<>();
    private final Map<AbstractInsnNode, SwitchMap> byField = new HashMap<>();
    private final Map<SwitchMap, Integer> uses = new HashMap<>();

    EnumSwitches(MethodNode method, CodeNames names) {
        this.names = names;
        Map<String, SwitchMap> maps = new HashMap<>();
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof FieldInsnNode field && isSwitchMap(field)) {
                readMap(field).ifPresent(map -> {
                    byField.put(field, map);
                    maps.put(field.name, map);
                    uses.merge(map, 1, Integer::sum);
                });
            } else if (isSwitch(instruction)) {
                SwitchMap map = maps.get(MAP + enumInMap(instruction).replace('/', '$'));
                if (map != null) {
                    bySwitch.put(instruction, map);
                    uses.merge(map, -1, Integer::sum);
                }
            }
        }
    }

    /** Find the array that a field instruction reads. */
    Optional<SwitchMap> readBy(FieldInsnNode field) {
        return Optional.ofNullable(byField.get(field));
    }

    /** Tell whether one switch for each time that an array is read is all that is done with it. */
    boolean knowsAllUsesOf(SwitchMap map) {
        return uses.getOrDefault(map, 1) == 0;
    }

    /** Find the array whose numbers a switch compares with, where all that is done with it is known. */
    Optional<SwitchMap> usedBy(AbstractInsnNode switchInstruction) {
        return Optional.ofNullable(bySwitch.get(switchInstruction)).filter(this::knowsAllUsesOf);
    }

    /** Find the constants of the enum whose ordinals a switch compares with, by ordinal. */
    Optional<SwitchMap> ordinalsOf(AbstractInsnNode switchInstruction) {
        String enumType = ordinalOf(before(switchInstruction));
        return enumType == null
                ? Optional.empty()
                : names.classes().find(enumType).map(EnumSwitches::ordinals);
    }

    private static SwitchMap ordinals(ClassNode enumType) {
        Map<Integer, String> constants = new HashMap<>();
        for (FieldNode field : enumType.fields) {
            if ((field.access & Opcodes.ACC_ENUM) != 0) {
                constants.put(constants.size(), field.name);
            }
        }
        return new SwitchMap(enumType.name, constants);
    }

    private Optional<SwitchMap> readMap(FieldInsnNode field) {
        return names.classes()
                .find(field.owner)
                .filter(type -> (type.access & Opcodes.ACC_SYNTHETIC) != 0)
                .flatMap(type -> SwitchMap.read(type, field.name));
    }

    private static boolean isSwitchMap(FieldInsnNode field) {
        return field.getOpcode() == Opcodes.GETSTATIC && field.name.startsWith(MAP) && field.desc.equals("[I");
    }

    /** Give the enum in {@code map[constant.ordinal()]}, right before a switch. */
    private static String enumInMap(AbstractInsnNode switchInstruction) {
        AbstractInsnNode load = before(switchInstruction);
        String enumType = load == null || load.getOpcode() != Opcodes.IALOAD ? null : ordinalOf(before(load));
        return enumType == null ? "" : enumType;
    }

    private static boolean isSwitch(AbstractInsnNode instruction) {
        return instruction.getOpcode() == Opcodes.TABLESWITCH || instruction.getOpcode() == Opcodes.LOOKUPSWITCH;
    }

    private static @Nullable String ordinalOf(@Nullable AbstractInsnNode instruction) {
        return instruction instanceof MethodInsnNode call
                        && call.name.equals("ordinal")
                        && call.desc.equals("()I")
                        && call.getOpcode() == Opcodes.INVOKEVIRTUAL
                ? call.owner
                : null;
    }

    private static @Nullable AbstractInsnNode before(AbstractInsnNode instruction) {
        AbstractInsnNode before = instruction.getPrevious();
        while (before != null && before.getOpcode() < 0) {
            before = before.getPrevious();
        }
        return before;
    }
}
