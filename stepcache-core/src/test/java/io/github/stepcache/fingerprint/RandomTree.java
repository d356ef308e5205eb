package io.github.stepcache.fingerprint;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/** A tree of files, directories and perhaps links, with names of all sorts. */
final class RandomTree {

    private static final List<String> STEMS = List.of(
            "a",
            "b",
            "a-b",
            "a0",
            "data.d",
            "Z",
            "\u00e9",
            "\uFFFD",
            "\uD83D\uDE00",
            "with space",
            "__pycache__",
            ".x");
    private static final List<String> SUFFIXES = List.of("", "", ".csv", ".pyc", ".d", ".tar.gz");

    private final Project project;
    private final Random random;
    private final boolean withLinks;
    private final List<String> directories = new ArrayList<>(List.of(""));
    private final List<String> all = new ArrayList<>(List.of("."));
    private boolean plain = true;

    RandomTree(Project project, Random random, boolean withLinks) {
        this.project = project;
        this.random = random;
        this.withLinks = withLinks;
    }

    RandomTree grow(int entries) {
        for (int entry = 0; entry < entries; entry++) {
            String name = any(directories) + any(STEMS) + random.nextInt(4) + any(SUFFIXES);
            if (!Files.exists(project.path(name), LinkOption.NOFOLLOW_LINKS)) {
                add(name);
            }
        }
        return this;
    }

    /** Tell whether there is nothing but files and directories. */
    boolean isPlain() {
        return plain;
    }

    private void add(String name) {
        int choice = random.nextInt(10);
        if (choice < 3) {
            project.directory(name);
            directories.add(name + "/");
            all.add(name);
        } else if (choice == 3 && withLinks) {
            link(name);
        } else {
            project.write(name, name.repeat(random.nextInt(50) * random.nextInt(50)));
            all.add(name);
        }
    }

    private void link(String name) {
        Path place = Objects.requireNonNull(project.path(name).getParent());
        String target = random.nextInt(8) == 0
                ? "nothing"
                : place.relativize(project.path(any(all)).normalize()).toString();
        project.link(name, target.isEmpty() ? "." : target);
        plain = false;
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
