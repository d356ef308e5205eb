package io.github.stepcache.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** Ways to change inputs and to change them back so that little shows, each with its way back. */
enum InputsTampering {
    EDIT {
        @Override
        Undo apply(InputsTree tree, Random random) throws IOException {
            Path file = tree.path(any(InputsTree.FILES, random));
            String old = Files.readString(file);
            tree.writeQuietly(file, altered(old));
            return () -> tree.writeQuietly(file, old);
        }
    },
    EDIT_THROUGH_THE_OTHER_NAME {
        @Override
        Undo apply(InputsTree tree, Random random) throws IOException {
            Path twin = tree.path("aside/twin");
            String old = Files.readString(twin);
            tree.writeQuietly(twin, altered(old));
            return () -> tree.writeQuietly(twin, old);
        }
    },
    EDIT_THROUGH_AN_OPEN_DESCRIPTOR {
        @Override
        @SuppressWarnings("resource") // the way back closes it
        Undo apply(InputsTree tree, Random random) throws IOException {
            Path file = tree.path(any(InputsTree.FILES, random));
            FileTime time = Files.getLastModifiedTime(file);
            byte[] old = Files.readAllBytes(file);
            FileChannel open = FileChannel.open(file, StandardOpenOption.WRITE);
            open.write(ByteBuffer.wrap(altered(new String(old, UTF_8)).getBytes(UTF_8)), 0);
            return () -> {
                open.write(ByteBuffer.wrap(old), 0);
                open.close();
                Files.setLastModifiedTime(file, time);
            };
        }
    },
    /** Forced to the disk: of other writes through a mapping, no file system tells anything. */
    EDIT_THROUGH_A_MAPPING {
        @Override
        Undo apply(InputsTree tree, Random random) throws IOException {
            Path file = tree.path(any(InputsTree.FILES, random));
            FileTime time = Files.getLastModifiedTime(file);
            byte[] old = Files.readAllBytes(file);
            try (FileChannel open = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                MappedByteBuffer mapped = open.map(FileChannel.MapMode.READ_WRITE, 0, old.length);
                mapped.put(altered(new String(old, UTF_8)).getBytes(UTF_8));
                mapped.force();
                return () -> {
                    mapped.rewind();
                    mapped.put(old);
                    mapped.force();
                    Files.setLastModifiedTime(file, time);
                };
            }
        }
    },
    TRUNCATE {
        @Override
        Undo apply(InputsTree tree, Random random) throws IOException {
            Path file = tree.path(any(InputsTree.FILES, random));
            FileTime time = Files.getLastModifiedTime(file);
            String old = Files.readString(file);
            Files.writeString(file, "");
            return () -> {
                Files.writeString(file, old);
                Files.setLastModifiedTime(file, time);
            };
        }
    },
    REPLACE {
        @Override
        Undo apply(InputsTree tree, Random random) throws IOException {
            Path file = tree.path(any(InputsTree.FILES, random));
            Path kept = aside(tree);
            Path copy = Files.copy(file, aside(tree), COPY_ATTRIBUTES);
            tree.writeQuietly(copy, altered(Files.readString(file)));
            Files.createLink(kept, file);
            Files.move(copy, file, REPLACE_EXISTING);
            return () -> Files.move(kept, file, REPLACE_EXISTING);
        }
    },
    ADD {
        @Override
        Undo apply(InputsTree tree, Random random) throws IOException {
            Path file = tree.path(any(InputsTree.DIRECTORIES, random) + "/new.csv");
            Files.writeString(file, "new");
            return () -> Files.deleteIfExists(file);
        }
    },
    ADD_DIRECTORY {
        @Override
        Undo apply(InputsTree tree, Random random) throws IOException {
            Path directory = tree.path(any(InputsTree.DIRECTORIES, random) + "/fresh");
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("new.csv"), "new");
            return () -> {
                Files.deleteIfExists(directory.resolve("new.csv"));
                Files.deleteIfExists(directory);
            };
        }
    },
    REMOVE {
        @Override
        Undo apply(InputsTree tree, Random random) throws IOException {
            Path file = tree.path(any(InputsTree.FILES, random));
            Path kept = aside(tree);
            Files.move(file, kept);
            return () -> Files.move(kept, file);
        }
    },
    SWAP {
        @Override
        Undo apply(InputsTree tree, Random random) throws IOException {
            Path one = tree.path(any(InputsTree.FILES, random));
            Path other = tree.path(any(InputsTree.FILES, random));
            swap(tree, one, other);
            return () -> swap(tree, one, other);
        }

        private void swap(InputsTree tree, Path one, Path other) throws IOException {
            Path between = aside(tree);
            Files.move(one, between);
            if (!one.equals(other)) {
                Files.move(other, one);
            }
            Files.move(between, other);
        }
    },
    TURN_A_LINK {
        @Override
        Undo apply(InputsTree tree, Random random) throws IOException {
            String name = any(List.copyOf(InputsTree.LINKS.keySet()), random);
            Path kept = aside(tree);
            Files.move(tree.path(name), kept);
            tree.link(name, InputsTree.LINKS.getOrDefault(name, ""));
            return () -> Files.move(kept, tree.path(name), REPLACE_EXISTING);
        }
    },
    EXCHANGE_A_DIRECTORY {
        @Override
        Undo apply(InputsTree tree, Random random) throws IOException {
            Path directory = tree.path(any(InputsTree.DIRECTORIES, random));
            Path kept = aside(tree);
            Map<Path, String> contents = new HashMap<>();
            try (Stream<Path> found = Files.walk(directory)) {
                for (Path file : found.filter(Files::isRegularFile).toList()) {
                    contents.put(file, Files.readString(file));
                }
            }
            Files.move(directory, kept);
            for (Map.Entry<Path, String> file : contents.entrySet()) {
                Files.createDirectories(file.getKey().getParent());
                Files.writeString(file.getKey(), altered(file.getValue()));
            }
            Files.createDirectories(directory);
            return () -> {
                Files.move(directory, aside(tree));
                Files.move(kept, directory);
            };
        }
    };

    /** The way back. */
    interface Undo {
        void run() throws IOException;
    }

    /** Change the inputs. */
    abstract Undo apply(InputsTree tree, Random random) throws IOException;

    /** Other content of the same length. */
    private static String altered(String content) {
        return content.startsWith("first") ? content.replace("first", "other") : content.replace("other", "third");
    }

    private static Path aside(InputsTree tree) throws IOException {
        Path attic = tree.path("attic");
        Files.createDirectories(attic);
        return attic.resolve(UUID.randomUUID().toString());
    }

    private static String any(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
