package io.github.stepcache.code;

import java.util.Optional;
import org.objectweb.asm.tree.ClassNode;

/** Where the classes of the application are read, by internal name ({@code com/acme/Foo$1}). */
@FunctionalInterface
interface ClassNodes {

    /**
     * Find a class of the application.
     *
     * @param internalName its name with slashes
     * @return the class as read with {@code SKIP_DEBUG | SKIP_FRAMES}, or nothing if it is none of the application's
     */
    Optional<ClassNode> find(String internalName);
}
