package io.github.stepcache.trust;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The class path of the attacked processes: no more than they need, and all in archives, for only classes from archives
 * can be shared between processes, which has them start in half the time. There is no logger on it for the same reason.
 */
final class VictimClasses {

    private VictimClasses() {}

    static String pack(Path directory) throws IOException {
        Path packed = directory.resolve("victim.jar");
        List<String> classPath = new ArrayList<>(List.of(packed.toString()));
        Stream<String> own = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"));
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(packed))) {
            for (String entry : own.toList()) {
                if (Files.isDirectory(Path.of(entry))) {
                    add(jar, Path.of(entry));
                } else if (entry.contains("jackson") || entry.contains("slf4j-api")) {
                    classPath.add(entry);
                }
            }
        }
        return String.join(File.pathSeparator, classPath);
    }

    private static void add(JarOutputStream jar, Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(VictimClasses::isWanted).toList()) {
                jar.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, jar);
            }
        }
    }

    /** Packages are described twice, beside the code and beside its tests. */
    private static boolean isWanted(Path file) {
        return file.toString().endsWith(".class") && !file.endsWith("package-info.class");
    }
}
