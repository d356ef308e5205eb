package io.github.stepcache.code;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What classes of libraries and of the JDK declare; their code does not count. */
final class LibraryClasses {

    private final ClassFiles files;
    private final Map<String, Optional<ClassHeader>> headers = new HashMap<>();

    LibraryClasses(ClassFiles files) {
        this.files = files;
    }

    /** Find a class; nothing comes back for one that is not there, and for one that cannot be read. */
    Optional<ClassHeader> header(String internalName) {
        Optional<ClassHeader> known = headers.get(internalName);
        if (known == null) {
            known = read(internalName);
            headers.put(internalName, known);
        }
        return known;
    }

    private Optional<ClassHeader> read(String internalName) {
        try {
            return files.ofLibrary(internalName).map(HeaderVisitor::read);
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }
}
