package io.github.stepcache.step;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Which file names can be written down as text and found again (contract 2.11). */
public final class FileNames {

    /** What is wrong with the others, as a clause. */
    public static final String UNFAITHFUL =
            "its name is not valid in this system's encoding of file names, so that it could be mixed up with another";

    private FileNames() {}

    /**
     * Tell whether a path's text leads back to the same path. The JDK replaces bytes that it cannot decode, and two
     * paths can then have one text.
     *
     * @param path a name, or a whole path
     * @return whether its text can stand for it
     */
    public static boolean isFaithful(Path path) {
        String text = path.toString();
        if (isAscii(text)) {
            return true;
        }
        if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            return false;
        }
        try {
            return path.getFileSystem().getPath(text).equals(path);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** A plain loop: this is asked for every file of every tree. */
    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
