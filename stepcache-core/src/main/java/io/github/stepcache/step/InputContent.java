package io.github.stepcache.step;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** An input that an {@link InputSource} has found: a name, and where its content comes from. */
public sealed interface InputContent {

    /**
     * Tell it from all other inputs.
     *
     * @return a name like {@code classpath://rules/a.yaml}: what stands before {@code ://} says where it is from. No file
     *     has such a key, since no key of a file has two slashes in its middle
     */
    String name();

    /**
     * Content that can be read.
     *
     * @param name its name
     * @param opening how to read it
     */
    record Streamed(String name, Opening opening) implements InputContent {

        /**
         * Check the name.
         *
         * @throws IllegalArgumentException if it is not of the form {@code scheme://rest}
         */
        public Streamed {
            check(name);
        }
    }

    /**
     * A file, or files below a directory, wherever they are. Unlike other content, they are also known by their stamps: a
     * file that is changed while the step runs, and changed back, is noticed.
     *
     * @param name the name of {@code root}; that of a file below it has the path from there behind it
     * @param root a file or directory
     * @param filter which files count, if {@code root} is a directory
     */
    record OnDisk(String name, Path root, Filter filter) implements InputContent {

        /**
         * Check the name.
         *
         * @throws IllegalArgumentException if it is not of the form {@code scheme://rest}
         */
        public OnDisk {
            check(name);
        }
    }

    /** A way to read content, time and again. */
    @FunctionalInterface
    interface Opening {

        /**
         * Open it.
         *
         * @return the content as it is now
         * @throws IOException if it cannot be opened
         */
        InputStream open() throws IOException;
    }

    /** Which files below a directory count, by their paths from there, with {@code /} between the names. */
    interface Filter {

        /** All files count. */
        Filter ALL = new Filter() {
            @Override
            public boolean takes(String file) {
                return true;
            }

            @Override
            public boolean enters(String directory) {
                return true;
            }
        };

        /**
         * Tell whether a file counts.
         *
         * @param file its path
         * @return whether it is an input
         */
        boolean takes(String file);

        /**
         * Tell whether a file that counts can lie below a directory.
         *
         * @param directory its path
         * @return whether to look there
         */
        boolean enters(String directory);
    }

    private static void check(String name) {
        if (!Names.WHOLE.matcher(name).matches()) {
            throw new IllegalArgumentException("The name of an input that is no file, " + Quoted.of(name)
                    + ", is refused: it must be of the form scheme://rest, which no file's can be.");
        }
    }

    /** What names look like. */
    final class Names {

        private static final String SCHEME = "[A-Za-z][A-Za-z0-9+.-]*:";
        private static final Pattern WHOLE = Pattern.compile(SCHEME + "//.*", Pattern.DOTALL);
        private static final Pattern KEY = Pattern.compile(SCHEME + "\\d*//.*", Pattern.DOTALL);

        private Names() {}

        /**
         * Number the inputs of one name.
         *
         * @param name the name
         * @param number how many of that name there are, up to this one
         * @return the name, or from the second on, {@code scheme:2//rest}, which is no name
         */
        public static String key(String name, int number) {
            int colon = name.indexOf(':') + 1;
            return number == 1 ? name : name.substring(0, colon) + number + name.substring(colon);
        }

        /**
         * Tell whether a key is that of an input that is no file.
         *
         * @param key the key
         * @return whether {@link #key} can have made it
         */
        public static boolean isKey(String key) {
            return KEY.matcher(key).matches();
        }
    }
}
