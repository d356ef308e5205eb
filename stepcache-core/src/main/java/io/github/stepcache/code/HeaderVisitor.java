package io.github.stepcache.code;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;

/** Takes down the header of a class file. */
final class HeaderVisitor extends ClassVisitor {

    private static final int API = Opcodes.ASM9;

    /** Where a class file has its version, of which the second byte counts. */
    private static final int VERSION = 6;

    private int access;
    private String name = "";
    private Optional<String> superclass = Optional.empty();
    private Optional<String> signature = Optional.empty();
    private List<String> interfaces = List.of();
    private final Set<String> annotations = new HashSet<>();
    private final Set<String> components = new HashSet<>();
    private final Set<String> fields = new HashSet<>();
    private final List<MethodHeader> methods = new ArrayList<>();

    private HeaderVisitor() {
        super(API);
    }

    /**
     * Read the header of a class file, also of one that is newer than what ASM knows: headers hardly ever change.
     *
     * @throws RuntimeException as ASM throws them at files that are damaged
     */
    static ClassHeader read(byte[] bytes) {
        HeaderVisitor visitor = new HeaderVisitor();
        ClassReader reader = reader(bytes);
        reader.accept(visitor, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return new ClassHeader(
                visitor.access,
                visitor.name,
                visitor.superclass,
                visitor.interfaces,
                visitor.signature,
                Set.copyOf(visitor.annotations),
                Set.copyOf(visitor.components),
                Set.copyOf(visitor.fields),
                List.copyOf(visitor.methods),
                DynamicTypes.in(reader));
    }

    private static ClassReader reader(byte[] bytes) {
        try {
            return new ClassReader(bytes);
        } catch (IllegalArgumentException tooNew) {
            byte[] older = bytes.clone();
            older[VERSION] = 0;
            older[VERSION + 1] = Opcodes.V17;
            return new ClassReader(older);
        }
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        this.access = access;
        this.name = name;
        this.signature = Optional.ofNullable(signature);
        this.superclass = Optional.ofNullable(superName);
        this.interfaces = interfaces == null ? List.of() : List.of(interfaces);
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        annotations.add(descriptor);
        return null;
    }

    @Override
    public @Nullable RecordComponentVisitor visitRecordComponent(
            String name, String descriptor, @Nullable String signature) {
        components.add(name);
        return null;
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        fields.add(name);
        return null;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        Set<String> found = new HashSet<>();
        return new MethodVisitor(API) {
            @Override
            public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                found.add(annotation);
                return null;
            }

            @Override
            public void visitEnd() {
                methods.add(new MethodHeader(
                        access,
                        new MethodId.Shape(name, descriptor),
                        Optional.ofNullable(signature),
                        found.isEmpty() ? Set.of() : Set.copyOf(found)));
            }
        };
    }
}
