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

    private static final String ENUM = "java/lang/Enum";

    static ReachableMethod of(MethodId id, MethodHeader header, MethodCode code, CodeNames names) {
        Set<String> arguments = SignatureTypes.ofParameters(header);
        List<CodeReference> references = code.references().stream()
                .filter(reference ->
                        !(reference instanceof CodeReference.Mention mention && arguments.contains(mention.type())))
                .filter(reference -> !isValueOfAnEnum(id) || !reference.equals(new CodeReference.Mention(ENUM)))
                .toList();
        return new ReachableMethod(
                names.method(id.owner(), id.name()), code.hash(), header.isStatic(), arguments, references);
    }

    /** What it casts is an {@code Enum}, but no other than its own. */
    private static boolean isValueOfAnEnum(MethodId id) {
        return id.name().equals("valueOf")
                && id.shape().descriptor().equals("(Ljava/lang/String;)L" + id.owner() + ";");
    }
}
