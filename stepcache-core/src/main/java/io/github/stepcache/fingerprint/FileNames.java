package io.github.stepcache.fingerprint;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Which file names can be written down as text and found again. */
final class FileNames {

    static final String UNFAITHFUL =
            "its name is not valid in this system's encoding of file names, so that it could be mixed up with another";

    private FileNames() {}

    /**
     * Tell whether a name's text leads back to the same name. The JDK replaces bytes that it cannot decode, and two
     * names can then have one text.
     */
    static boolean isFaithful(Path name) {
        String text = name.toString();
        if (text.chars().allMatch(unit -> unit < 0x80)) {
            return true;
        }
        if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            return false;
        }
        try {
            return name.getFileSystem().getPath(text).equals(name);
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
