package io.github.stepcache.code;

import java.lang.module.ResolvedModule;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** The modules that are part of the Java runtime itself, as are those of an application that was linked into one. */
final class RuntimeImage {

    private RuntimeImage() {}

    /** Find the modules that have a package, or one below it. */
    static List<URI> modulesWith(String folder, boolean deep) {
        String name = folder.replace('/', '.');
        return ModuleLayer.boot().configuration().modules().stream()
                .filter(module -> module.reference().descriptor().packages().stream()
                        .anyMatch(found -> found.equals(name) || (deep && found.startsWith(name + "."))))
                .map(ResolvedModule::reference)
                .flatMap(reference -> reference.location().map(Stream::of).orElseGet(Stream::empty))
                .filter(location -> "jrt".equals(location.getScheme()))
                .sorted()
                .toList();
    }
}
