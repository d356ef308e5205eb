package io.github.stepcache.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A small application in a jar. */
final class SampleJar {

    private SampleJar() {}

    static Path of(Path file, String... sources) throws IOException {
        return new Writer(file, false)
                .add("", CompiledSources.of(SampleApplication.withPackage(sources)), "")
                .write();
    }

    static Writer multiRelease(Path file, String... sources) {
        return new Writer(file, true).add("", CompiledSources.of(SampleApplication.withPackage(sources)), "");
    }

    /** Collects what goes into a jar. */
    static final class Writer {

        private final Path file;
        private final boolean multiRelease;
        private boolean folders = true;
        private final Map<String, byte[]> entries = new TreeMap<>();

        Writer(Path file, boolean multiRelease) {
            this.file = file;
            this.multiRelease = multiRelease;
        }

        Writer withoutFolders() {
            folders = false;
            return this;
        }

        /** Add the classes whose names end like this. */
        Writer add(String start, CompiledSources sources, String end) {
            sources.classes().forEach((name, bytes) -> {
                if (name.endsWith(end)) {
                    entries.put(start + name + ".class", bytes);
                }
            });
            return this;
        }

        Path write() throws IOException {
            Manifest manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.getMainAttributes().putValue("Multi-Release", Boolean.toString(multiRelease));
            try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
                if (folders) {
                    for (String folder : foldersOf()) {
                        jar.putNextEntry(new JarEntry(folder));
                    }
                }
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    jar.putNextEntry(new JarEntry(entry.getKey()));
                    jar.write(entry.getValue());
                }
            }
            return file;
        }

        private Set<String> foldersOf() {
            Set<String> found = new TreeSet<>();
            for (String name : entries.keySet()) {
                for (int end = name.indexOf('/'); end > 0; end = name.indexOf('/', end + 1)) {
                    found.add(name.substring(0, end + 1));
                }
            }
            return found;
        }
    }
}
