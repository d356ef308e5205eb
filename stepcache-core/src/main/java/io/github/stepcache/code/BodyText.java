package io.github.stepcache.code;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Writes the instructions of one method down: what they do, and not how the class file is laid out. */
final class BodyText {

    private final CodeText text;
    private final CallText calls;
    private final Map<LabelNode, Integer> positions = new HashMap<>();
    private final EnumSwitches enumSwitches;
    private final MethodNode method;

    BodyText(CodeText text, CallText calls, MethodNode method) {
        this.text = text;
        this.calls = calls;
        this.method = method;
        this.enumSwitches = new EnumSwitches(method, text.names());
        int position = 0;
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof LabelNode label) {
                positions.put(label, position);
            } else if (instruction.getOpcode() >= 0) {
                position++;
            }
        }
    }

    void write() {
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction.getOpcode() >= 0) {
                instruction(instruction);
            }
        }
        text.number(-1);
        text.number(method.tryCatchBlocks.size());
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            label(block.start);
            label(block.end);
            label(block.handler);
            text.number(block.type == null ? 0 : 1);
            if (block.type != null) {
                text.type(block.type);
                text.mention(block.type);
            }
        }
    }

    private void instruction(AbstractInsnNode instruction) {
        boolean isTable = instruction.getOpcode() == Opcodes.TABLESWITCH;
        text.number(isTable ? Opcodes.LOOKUPSWITCH : instruction.getOpcode());
        if (instruction instanceof VarInsnNode variable) {
            text.number(variable.var);
        } else if (instruction instanceof IntInsnNode push) {
            text.number(push.operand);
        } else if (instruction instanceof IincInsnNode increment) {
            text.number(increment.var);
            text.number(increment.incr);
        } else if (instruction instanceof JumpInsnNode jump) {
            label(jump.label);
        } else if (instruction instanceof TypeInsnNode type) {
            type(type);
        } else if (instruction instanceof MultiANewArrayInsnNode array) {
            text.descriptor(array.desc);
            text.number(array.dims);
            text.mentionAll(array.desc);
        } else if (instruction instanceof FieldInsnNode field) {
            field(field);
        } else if (instruction instanceof MethodInsnNode call) {
            calls.call(call);
        } else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
            calls.dynamic(dynamic);
        } else if (instruction instanceof LdcInsnNode constant) {
            calls.constant(constant.cst);
        } else if (instruction instanceof TableSwitchInsnNode table) {
            Map<Integer, LabelNode> cases = new TreeMap<>();
            for (int i = 0; i < table.labels.size(); i++) {
                cases.put(table.min + i, table.labels.get(i));
            }
            cases(table, cases, table.dflt);
        } else if (instruction instanceof LookupSwitchInsnNode lookup) {
            Map<Integer, LabelNode> cases = new TreeMap<>();
            List<Integer> keys = lookup.keys;
            for (int i = 0; i < keys.size(); i++) {
                cases.put(keys.get(i), lookup.labels.get(i));
            }
            cases(lookup, cases, lookup.dflt);
        }
    }

    private void type(TypeInsnNode instruction) {
        text.type(instruction.desc);
        if (instruction.getOpcode() == Opcodes.NEW) {
            text.refer(new CodeReference.Instantiation(instruction.desc));
        } else {
            text.mention(instruction.desc);
            if (instruction.desc.charAt(0) != '[') {
                text.refer(new CodeReference.TypeTest(instruction.desc));
            }
        }
    }

    private void field(FieldInsnNode instruction) {
        Optional<SwitchMap> map = enumSwitches.readBy(instruction);
        text.number(map.isPresent() ? 1 : 0);
        if (map.isPresent()) {
            text.type(map.get().enumType());
            text.mention(map.get().enumType());
            boolean known = enumSwitches.knowsAllUsesOf(map.get());
            Map<Integer, String> unknown = known ? Map.of() : map.get().constants();
            text.number(unknown.size());
            new TreeMap<>(unknown).forEach((number, name) -> {
                text.number(number);
                constant(map.get(), name);
            });
        } else {
            calls.field(instruction.getOpcode(), instruction.owner, instruction.name, instruction.desc);
        }
    }

    /** Write the cases of a switch; where one goes to the default, it need not be there. */
    private void cases(AbstractInsnNode instruction, Map<Integer, LabelNode> cases, LabelNode otherwise) {
        cases.values().removeIf(label -> position(label) == position(otherwise));
        label(otherwise);
        text.number(cases.size());
        Optional<SwitchMap> map = enumSwitches.usedBy(instruction);
        text.number(map.isPresent() ? 1 : 0);
        if (map.isPresent()) {
            Map<String, LabelNode> byName = new TreeMap<>();
            // No constant has a number that the array does not have, nor a name like this.
            cases.forEach(
                    (number, label) -> byName.put(map.get().constants().getOrDefault(number, "/" + number), label));
            byName.forEach((name, label) -> {
                constant(map.get(), name);
                label(label);
            });
        } else {
            numbers(cases, enumSwitches.ordinalsOf(instruction));
        }
    }

    private void numbers(Map<Integer, LabelNode> cases, Optional<SwitchMap> ordinals) {
        cases.forEach((number, label) -> {
            text.number(number);
            label(label);
            String name = ordinals.map(found -> found.constants().get(number)).orElse(null);
            text.number(name == null ? 0 : 1);
            if (name != null) {
                constant(ordinals.orElseThrow(), name);
            }
        });
    }

    private void constant(SwitchMap map, String name) {
        text.text(name);
        if (map.constants().containsValue(name)) {
            String descriptor = Type.getObjectType(map.enumType()).getDescriptor();
            text.refer(new CodeReference.FieldUse(map.enumType(), name, descriptor, true, true));
        }
    }

    private void label(LabelNode label) {
        text.number(position(label));
    }

    private int position(LabelNode label) {
        return positions.getOrDefault(label, -1);
    }
}
