package io.github.stepcache.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** What no Java compiler writes, or not on every JDK, put together by hand. */
class CraftedCodeTests {

    private static final String ANYTHING = "";

    @ParameterizedTest
    @MethodSource
    void otherCode(Consumer<MethodVisitor> before, Consumer<MethodVisitor> after) {
        assertThat(hash(after)).isNotEqualTo(hash(before));
    }

    static Stream<Arguments> otherCode() {
        return Stream.of(
                constants("NaN of other bits", Float.intBitsToFloat(0x7fc00000), Float.intBitsToFloat(0x7fc00001)),
                constants("double and long of the same bits", 1.0, Double.doubleToRawLongBits(1.0)),
                constants("type and its name", Type.getObjectType("a/B"), "La/B;"),
                constants("method type and type", Type.getMethodType("()V"), Type.getObjectType("V")),
                constants("kind of handle", handle(Opcodes.H_INVOKEVIRTUAL, "m"), handle(Opcodes.H_INVOKESPECIAL, "m")),
                constants("handle to a field to read or write", field(Opcodes.H_GETFIELD), field(Opcodes.H_PUTFIELD)),
                constants("handle to an interface", handle("a/B", false), handle("a/B", true)),
                constants("owner of a handle", handle("a/B", false), handle("a/C", false)),
                constants("name of a dynamic constant", dynamic("a", "f", 1), dynamic("b", "f", 1)),
                constants("bootstrap of a dynamic constant", dynamic("a", "f", 1), dynamic("a", "g", 1)),
                constants("argument of a dynamic constant", dynamic("a", "f", 1), dynamic("a", "f", 2)),
                constants(
                        "nested dynamic constant",
                        dynamic("a", "f", dynamic("b", "f", "x")),
                        dynamic("a", "f", dynamic("b", "f", "y"))),
                constants(
                        "nesting of dynamic constants",
                        dynamic("a", "f", dynamic("b", "f"), 1),
                        dynamic("a", "f", dynamic("b", "f", 1))),
                calls("argument of a bootstrap", new Object[] {"a", 1}, new Object[] {"a", 2}),
                calls("border between arguments of a bootstrap", new Object[] {"ab", "c"}, new Object[] {"a", "bc"}),
                calls("number of arguments of a bootstrap", new Object[] {"a"}, new Object[] {"a", "a"}),
                argumentSet("end of a try", guarded(0, 2), guarded(0, 1)),
                argumentSet("beginning of a try", guarded(0, 2), guarded(1, 2)),
                argumentSet("finally and catch", guarded(0, 2, "java/lang/Throwable"), guarded(0, 2, ANYTHING)),
                argumentSet("order of catches", guarded(0, 2, "a/B", "a/C"), guarded(0, 2, "a/C", "a/B")),
                argumentSet("default of a switch", table(1, 0, 1, 2), table(2, 0, 1, 2)),
                argumentSet("case behind the last of a table", table(0, 1, 2, 0), table(0, 1, 2, 2)),
                argumentSet("cases of a switch moved by one", table(0, 0, 1, 2), table(0, 1, 2, 0)),
                argumentSet("way through nothing", jump(0), jump(1)));
    }

    @ParameterizedTest
    @MethodSource
    void sameCode(Consumer<MethodVisitor> before, Consumer<MethodVisitor> after) {
        assertThat(hash(after)).isEqualTo(hash(before));
    }

    static Stream<Arguments> sameCode() {
        return Stream.of(
                argumentSet("table and lookup", table(0, 0, 1, 2), lookup(0, new int[] {1, 2}, 1, 2)),
                argumentSet(
                        "case that goes to the default",
                        lookup(0, new int[] {1, 7}, 1, 0),
                        lookup(0, new int[] {1}, 1)),
                argumentSet("labels that nobody jumps to", constant(1), labelled(1)));
    }

    @Test
    void bodyOfALambdaThatRefersToItselfEnds() {
        ClassNode type = type();
        for (String name : new String[] {"lambda$a$0", "lambda$b$1"}) {
            MethodNode body = new MethodNode(
                    Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC, name, "()V", null, null);
            body.visitLdcInsn(handle(Opcodes.H_INVOKESTATIC, name.equals("lambda$a$0") ? "lambda$b$1" : "lambda$a$0"));
            type.methods.add(body);
        }
        MethodNode method = new MethodNode(Opcodes.ACC_STATIC, "run", "()V", null, null);
        method.visitLdcInsn(handle(Opcodes.H_INVOKESTATIC, "lambda$a$0"));

        assertThat(MethodCode.of(type, method, new CodeNames(name -> Optional.empty()))
                        .references())
                .contains(new CodeReference.Call("a/A", "lambda$a$0", "()V", CodeReference.CallKind.STATIC));
    }

    private static Arguments constants(String name, Object before, Object after) {
        return argumentSet(name, constant(before), constant(after));
    }

    private static Consumer<MethodVisitor> constant(Object value) {
        return code -> code.visitLdcInsn(value);
    }

    private static Consumer<MethodVisitor> labelled(Object value) {
        return code -> {
            code.visitLabel(new Label());
            code.visitLdcInsn(value);
            code.visitLabel(new Label());
        };
    }

    private static Arguments calls(String name, Object[] before, Object[] after) {
        Handle bootstrap = handle(Opcodes.H_INVOKESTATIC, "boot");
        Consumer<MethodVisitor> one = code -> code.visitInvokeDynamicInsn("x", "()V", bootstrap, before);
        Consumer<MethodVisitor> other = code -> code.visitInvokeDynamicInsn("x", "()V", bootstrap, after);
        return argumentSet(name, one, other);
    }

    private static Handle handle(int tag, String name) {
        return new Handle(tag, "a/A", name, "()V", false);
    }

    private static Handle handle(String owner, boolean isInterface) {
        return new Handle(Opcodes.H_INVOKESTATIC, owner, "m", "()V", isInterface);
    }

    private static Handle field(int tag) {
        return new Handle(tag, "a/A", "f", "I", false);
    }

    private static ConstantDynamic dynamic(String name, String bootstrap, Object... arguments) {
        return new ConstantDynamic(name, "La/B;", handle(Opcodes.H_INVOKESTATIC, bootstrap), arguments);
    }

    /** Three instructions, and the given ones of them in a try. */
    private static Consumer<MethodVisitor> guarded(int from, int to, String... types) {
        return code -> {
            Label[] labels = {new Label(), new Label(), new Label(), new Label()};
            for (String type : types.length == 0 ? new String[] {"a/B"} : types) {
                code.visitTryCatchBlock(labels[from], labels[to], labels[3], type.equals(ANYTHING) ? null : type);
            }
            for (Label label : labels) {
                code.visitLabel(label);
                code.visitInsn(Opcodes.NOP);
            }
        };
    }

    /** A switch over numbers from 1, each to one of four instructions. */
    private static Consumer<MethodVisitor> table(int otherwise, int... targets) {
        return code -> {
            Label[] labels = {new Label(), new Label(), new Label(), new Label()};
            Label[] cases = new Label[targets.length];
            for (int i = 0; i < targets.length; i++) {
                cases[i] = labels[targets[i]];
            }
            code.visitTableSwitchInsn(0, targets.length - 1, labels[otherwise], cases);
            instructions(code, labels);
        };
    }

    private static Consumer<MethodVisitor> lookup(int otherwise, int[] keys, int... targets) {
        return code -> {
            Label[] labels = {new Label(), new Label(), new Label(), new Label()};
            Label[] cases = new Label[targets.length];
            for (int i = 0; i < targets.length; i++) {
                cases[i] = labels[targets[i]];
            }
            code.visitLookupSwitchInsn(labels[otherwise], keys, cases);
            instructions(code, labels);
        };
    }

    private static Consumer<MethodVisitor> jump(int target) {
        return code -> {
            Label[] labels = {new Label(), new Label()};
            code.visitJumpInsn(Opcodes.IFEQ, labels[target]);
            instructions(code, labels);
        };
    }

    private static void instructions(MethodVisitor code, Label... labels) {
        for (Label label : labels) {
            code.visitLabel(label);
            code.visitInsn(Opcodes.NOP);
        }
    }

    private static String hash(Consumer<MethodVisitor> code) {
        MethodNode method = new MethodNode(Opcodes.ACC_STATIC, "run", "()V", null, null);
        code.accept(method);
        return MethodCode.of(type(), method, new CodeNames(name -> Optional.empty()))
                .hash();
    }

    private static ClassNode type() {
        ClassNode type = new ClassNode();
        type.name = "a/A";
        return type;
    }
}
