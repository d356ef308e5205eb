package io.github.stepcache.trust;

import io.github.stepcache.FingerprintMode;
import io.github.stepcache.StepCache;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.fingerprint.IndexedStep;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/** Two steps that feed each other, edits at random, and after each the question whether the index misses anything. */
final class IndexHistory {

    private static final List<String> FILES = List.of(
            "in/a.csv",
            "in/b.csv",
            "in/sub/c.csv",
            "in/new.csv",
            "lit",
            "glob/x/g.csv",
            "glob/y/h.csv",
            "mid/a.txt",
            "mid/b.txt",
            "end/o",
            "side/one",
            "side/two",
            "glob/x",
            "glob/y",
            "in/sub",
            "mid/.first.index",
            "end/.second.index");
    private static final List<Edit> EDITS = List.of(Edit.values());
    private static final int REMEMBERED_EDITS = 12;

    private final Path base;
    private final Random random;
    private final Tally tally;
    private final Deque<String> story = new ArrayDeque<>();
    private final StepCache content;
    private StepCache indexed;
    private final List<StepSpec> steps = List.of(
            StepSpec.named("first")
                    .inputs("in", "lit")
                    .outputDir(Path.of("mid"))
                    .requiredOutputs("*.txt")
                    .build(),
            StepSpec.named("second")
                    .inputs("mid", "glob/**/*.csv")
                    .extensions(".txt", ".csv")
                    .outputDir(Path.of("end"))
                    .requiredOutputs("o")
                    .build());

    IndexHistory(Path base, Random random, Tally tally) throws IOException {
        this.base = base;
        this.random = random;
        this.tally = tally;
        this.content = cache(FingerprintMode.CONTENT);
        this.indexed = cache(FingerprintMode.INDEX);
        for (String directory : List.of("in/sub", "glob/x", "glob/y", "mid", "end", "side")) {
            Files.createDirectories(base.resolve(directory));
        }
        for (String file : FILES.subList(0, 12)) {
            Files.writeString(base.resolve(file), letter());
        }
    }

    /** Do something, and compare. */
    void goOn() throws IOException {
        int dice = random.nextInt(100);
        if (dice < 8) {
            run(indexed);
        } else if (dice < 10) {
            run(content);
        } else if (dice < 16) {
            IndexedStep.settle(base);
        } else if (dice < 20) {
            indexed = cache(FingerprintMode.INDEX);
        } else {
            edit();
        }
        steps.forEach(this::compare);
    }

    private void run(StepCache cache) {
        tell(cache == indexed ? "run" : "run by content");
        try {
            cache.run(steps.get(0), () -> {
                write("mid/a.txt");
                write("mid/b.txt");
            });
            cache.run(steps.get(1), () -> write("end/o"));
            tally.tried("runs");
        } catch (IOException e) {
            tally.tried("failed runs");
        }
    }

    private void write(String output) throws IOException {
        Files.deleteIfExists(base.resolve(output));
        Files.writeString(base.resolve(output), letter());
    }

    private void edit() {
        Edit edit = EDITS.get(random.nextInt(EDITS.size()));
        Path one = base.resolve(FILES.get(random.nextInt(FILES.size())));
        Path other = base.resolve(FILES.get(random.nextInt(FILES.size())));
        tell(edit + " " + base.relativize(one) + " " + base.relativize(other));
        try {
            edit.perform(one, other, letter());
            tally.tried("edits");
        } catch (IOException e) {
            tally.tried("edits that were not possible");
        }
    }

    private void compare(StepSpec step) {
        Decision byIndex = indexed.check(step);
        Decision byContent = content.check(step);
        tally.tried(byContent.isFresh() ? "points where it is fresh" : "points where it is stale");
        Harm harm = byIndex.isFresh() ? Harm.FALSE_FRESH : Harm.LOST_RESULT;
        tally.check(
                harm,
                !byIndex.describe().equals(byContent.describe()),
                story + ": " + byIndex.describe() + " but " + byContent.describe());
    }

    private void tell(String what) {
        story.add(what);
        if (story.size() > REMEMBERED_EDITS) {
            story.remove();
        }
    }

    private String letter() {
        return String.valueOf((char) ('a' + random.nextInt(2)));
    }

    private StepCache cache(FingerprintMode mode) {
        return StepCache.builder().baseDir(base).fingerprint(mode).build();
    }

    /** What happens to files and directories; each other place is one that anything else may happen to as well. */
    private enum Edit {
        WRITE {
            @Override
            void perform(Path one, Path other, String letter) throws IOException {
                Files.writeString(one, letter);
            }
        },
        WRITE_AND_RESTORE_THE_TIME {
            @Override
            void perform(Path one, Path other, String letter) throws IOException {
                FileTime time = Files.getLastModifiedTime(one);
                Files.writeString(one, letter);
                Files.setLastModifiedTime(one, time);
            }
        },
        TOUCH {
            @Override
            void perform(Path one, Path other, String letter) throws IOException {
                Files.setLastModifiedTime(one, FileTime.fromMillis(System.currentTimeMillis()));
            }
        },
        COPY_WITH_ITS_TIMES {
            @Override
            void perform(Path one, Path other, String letter) throws IOException {
                Files.copy(one, other, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            }
        },
        RENAME {
            @Override
            void perform(Path one, Path other, String letter) throws IOException {
                Files.move(one, other, StandardCopyOption.ATOMIC_MOVE);
            }
        },
        EXCHANGE {
            @Override
            void perform(Path one, Path other, String letter) throws IOException {
                Path between = one.resolveSibling("between");
                Files.move(one, between);
                Files.move(other, one);
                Files.move(between, other);
            }
        },
        LINK {
            @Override
            void perform(Path one, Path other, String letter) throws IOException {
                Files.deleteIfExists(one);
                Files.createLink(one, other);
            }
        },
        LINK_SYMBOLICALLY {
            @Override
            void perform(Path one, Path other, String letter) throws IOException {
                Files.deleteIfExists(one);
                Files.createSymbolicLink(one, other);
            }
        },
        DELETE {
            @Override
            void perform(Path one, Path other, String letter) throws IOException {
                Files.delete(one);
            }
        },
        MAKE_A_DIRECTORY {
            @Override
            void perform(Path one, Path other, String letter) throws IOException {
                Files.createDirectory(one);
            }
        },
        PUT_ALL_BACK {
            @Override
            void perform(Path one, Path other, String letter) throws IOException {
                Path base = one.getRoot().resolve(one.subpath(0, one.getNameCount() - depth(one)));
                for (String file : FILES.subList(0, 12)) {
                    Path path = base.resolve(file);
                    clear(Objects.requireNonNull(path.getParent()), base);
                    Files.createDirectories(Objects.requireNonNull(path.getParent()));
                    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                        delete(path);
                        Files.writeString(path, letter);
                    }
                }
            }

            private void clear(Path directory, Path base) throws IOException {
                if (!directory.equals(base)) {
                    clear(Objects.requireNonNull(directory.getParent()), base);
                    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                        Files.deleteIfExists(directory);
                    }
                }
            }

            private void delete(Path path) throws IOException {
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    try (Stream<Path> below = Files.list(path)) {
                        for (Path child : below.toList()) {
                            delete(child);
                        }
                    }
                }
                Files.deleteIfExists(path);
            }

            private int depth(Path path) {
                return FILES.stream()
                        .filter(path::endsWith)
                        .mapToInt(file -> Path.of(file).getNameCount())
                        .max()
                        .orElseThrow();
            }
        };

        abstract void perform(Path one, Path other, String letter) throws IOException;
    }
}
