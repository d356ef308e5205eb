package io.github.stepcache.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/** Jars as a build makes them, and class paths with them. */
final class Jars {

    private Jars() {}

    /** Write a jar; each argument is {@code name=content}. Directories get entries too. */
    static Path write(Path jar, String... files) {
        try {
            Files.createDirectories(jar.getParent());
            Path temporary = jar.resolveSibling("new.jar");
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(temporary))) {
                SortedSet<String> directories = new TreeSet<>();
                for (String file : files) {
                    for (int at = file.indexOf('/'); at >= 0; at = file.indexOf('/', at + 1)) {
                        directories.add(file.substring(0, at + 1));
                    }
                }
                for (String directory : directories) {
                    out.putNextEntry(new ZipEntry(directory));
                }
                for (String file : files) {
                    out.putNextEntry(new ZipEntry(file.substring(0, file.indexOf('='))));
                    out.write(file.substring(file.indexOf('=') + 1).getBytes(UTF_8));
                }
            }
            return Files.move(temporary, jar, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Write a folder in the same way. */
    static Path unpacked(Path folder, String... files) {
        try {
            Files.createDirectories(folder);
            for (String file : files) {
                Path path = folder.resolve(file.substring(0, file.indexOf('=')));
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.substring(file.indexOf('=') + 1));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Make a class path of jars and folders, behind that of the test. */
    static URLClassLoader classPath(Path... parts) {
        try {
            URL[] urls = new URL[parts.length];
            for (int i = 0; i < parts.length; i++) {
                urls[i] = parts[i].toUri().toURL();
            }
            return new URLClassLoader(urls, Jars.class.getClassLoader());
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
