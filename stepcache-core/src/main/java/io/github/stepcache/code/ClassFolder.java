package io.github.stepcache.code;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder with class files.
 *
 * @param path where it is
 * @param within internal name of the package that this folder stands for
 * @param changes tells whether anything was added to it or removed from it
 */
record ClassFolder(Path path, String within, DiskChanges changes) {

    static final String SUFFIX = ".class";

    /** Add the names of the classes in a package, and say what cannot be listed. */
    void list(String folder, boolean deep, Set<String> names, Set<String> problems) throws IOException {
        Path start = within.equals(folder) ? path : path.resolve(folder);
        String prefix = folder.isEmpty() ? "" : folder + "/";
        Files.walkFileTree(
                start, Set.of(FileVisitOption.FOLLOW_LINKS), deep ? Integer.MAX_VALUE : 1, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        String name = prefix + start.relativize(file).toString().replace('\\', '/');
                        if (name.endsWith(SUFFIX)) {
                            names.add(name.substring(0, name.length() - SUFFIX.length()));
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException problem) {
                        problems.add("\"" + file + "\" cannot be searched for classes: " + problem);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException problem) {
                        if (problem != null) {
                            return visitFileFailed(directory, problem);
                        }
                        changes.problem(directory).ifPresent(problems::add);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
