package io.github.stepcache.code;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads class files where a class loader finds them, which is where classes come from before anybody weaves, proxies or
 * enhances them. Of two that have one name, the loader takes the first, and so does this.
 */
final class ClassFiles {

    private final ClassLoader loader;
    private final DiskChanges changes;

    ClassFiles(ClassLoader loader, DiskChanges changes) {
        this.loader = loader;
        this.changes = changes;
    }

    /**
     * Read a class of the application, and see whether it is still what was loaded.
     *
     * @param internalName name of the class, with slashes
     * @return the class file, or nothing if the loader has none
     * @throws IOException if it cannot be read
     */
    Optional<ClassFile> ofApplication(String internalName) throws IOException {
        @Nullable URL address = loader.getResource(internalName + ".class");
        if (address == null) {
            return Optional.empty();
        }
        Path place = DiskPlace.of(address);
        if (address.getProtocol().equals("file")) {
            byte[] bytes = Files.readAllBytes(place);
            return Optional.of(new ClassFile(bytes, changes.problem(place)));
        }
        changes.watch(place);
        return Optional.of(new ClassFile(read(address), Optional.empty()));
    }

    /**
     * Read a class of a library or of the JDK.
     *
     * @param internalName name of the class, with slashes
     * @return its bytes, or nothing if the loader has none
     * @throws IOException if it cannot be read
     */
    Optional<byte[]> ofLibrary(String internalName) throws IOException {
        @Nullable URL address = loader.getResource(internalName + ".class");
        return address == null ? Optional.empty() : Optional.of(read(address));
    }

    boolean has(String internalName) {
        return loader.getResource(internalName + ".class") != null;
    }

    /** The JDK keeps what it caches for ever, also when another jar has taken the place of the one that it has open. */
    private static byte[] read(URL address) throws IOException {
        URLConnection connection = address.openConnection();
        connection.setUseCaches(false);
        try (InputStream content = connection.getInputStream()) {
            return content.readAllBytes();
        }
    }
}
