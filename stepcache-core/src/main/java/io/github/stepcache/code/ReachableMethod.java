package io.github.stepcache.code;

import java.util.List;
import java.util.Set;

/**
 * What is to be known of a method that is reached.
 *
 * @param name what a reader calls it
 * @param hash of its code
 * @param isStatic whether it is called on a class, and not on an object
 * @param arguments types of its parameters
 * @param references what its code refers to
 */
record ReachableMethod(
        String name, String hash, boolean isStatic, Set<String> arguments, List<CodeReference> references) {

    static ReachableMethod of(MethodId id, MethodHeader header, MethodCode code, CodeNames names) {
        Set<String> arguments = SignatureTypes.ofParameters(header);
        List<CodeReference> references = code.references().stream()
                .filter(reference ->
                        !(reference instanceof CodeReference.Mention mention && arguments.contains(mention.type())))
                .toList();
        return new ReachableMethod(
                names.method(id.owner(), id.name()), code.hash(), header.isStatic(), arguments, references);
    }
}
