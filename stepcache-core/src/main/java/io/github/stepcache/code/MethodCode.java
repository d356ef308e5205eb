package io.github.stepcache.code;

import java.util.List;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What one method does, with the lambdas in it: a hash that is the same where a compiler numbers things anew, and what it refers to.
 *
 * @param hash SHA-256, lower-case hex
 * @param references what the method and its lambdas refer to, each once, in the order of the code
 */
record MethodCode(String hash, List<CodeReference> references) {

    MethodCode {
        references = List.copyOf(references);
    }

    static MethodCode of(ClassNode owner, MethodNode method, CodeNames names) {
        return new MethodCode("", List.of());
    }
}
