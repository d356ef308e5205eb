package io.github.stepcache.code;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Methods that the compiler made and numbered: bodies of lambdas, and accessors for other classes of the source file.
 *
 * <p>In place of the name of such a method its code counts, since the number changes with any other method of the class.
 */
final class HiddenMethods {

    /** Hashes of what was read already: the same body can be used twice. */
    private final Map<String, String> hashes = new HashMap<>();

    private final Set<String> open = new HashSet<>();

    /** Write the code of a method that the compiler made; whether it is one. */
    boolean write(CodeText text, ClassNode caller, String owner, String name, String descriptor) {
        ClassNode type = owner.equals(caller.name) ? caller : isAccessor(name) ? other(text, owner) : null;
        MethodNode method = type == null ? null : find(type, name, descriptor);
        String key = owner + "." + name + descriptor;
        if (type == null || method == null || open.contains(key)) {
            text.number(0);
            return false;
        }
        text.number(1);
        String hash = hashes.get(key);
        if (hash == null) {
            open.add(key);
            CodeText part = text.part();
            MethodCode.write(part, type, method, this);
            hash = part.hash();
            open.remove(key);
            hashes.put(key, hash);
        }
        text.type(owner);
        text.text(hash);
        return true;
    }

    private static @Nullable ClassNode other(CodeText text, String owner) {
        Optional<ClassNode> found = text.names().classes().find(owner);
        return found.orElse(null);
    }

    private static @Nullable MethodNode find(ClassNode type, String name, String descriptor) {
        for (MethodNode method : type.methods) {
            if (method.name.equals(name) && method.desc.equals(descriptor)) {
                return isHidden(method) ? method : null;
            }
        }
        return null;
    }

    private static boolean isHidden(MethodNode method) {
        boolean synthetic = (method.access & Opcodes.ACC_SYNTHETIC) != 0;
        boolean own = (method.access & Opcodes.ACC_PRIVATE) != 0;
        return (synthetic && (own || isAccessor(method.name))) || (own && method.name.contains("lambda$"));
    }

    private static boolean isAccessor(String name) {
        return name.startsWith("access$");
    }
}
