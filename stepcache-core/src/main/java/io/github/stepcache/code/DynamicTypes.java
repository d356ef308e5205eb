package io.github.stepcache.code;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;

/** The types of what a class makes by {@code invokedynamic}, which is how lambdas and method references are made. */
final class DynamicTypes {

    private static final int INVOKE_DYNAMIC = 18;

    private DynamicTypes() {}

    /** Find them in the constant pool, so that no code has to be read. */
    static Set<String> in(ClassReader reader) {
        Set<String> found = new HashSet<>();
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int item = 1; item < reader.getItemCount(); item++) {
            int at = reader.getItem(item);
            if (at > 0 && reader.readByte(at - 1) == INVOKE_DYNAMIC) {
                int nameAndType = reader.getItem(reader.readUnsignedShort(at + 2));
                Type made = Type.getReturnType(reader.readUTF8(nameAndType + 2, buffer));
                if (made.getSort() == Type.OBJECT && !made.getInternalName().startsWith("java/")) {
                    found.add(made.getInternalName());
                }
            }
        }
        return found.isEmpty() ? Set.of() : Set.copyOf(found);
    }
}
