package io.github.stepcache.spring;

import io.github.stepcache.step.PathPattern;
import io.github.stepcache.step.Quoted;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.springframework.util.StringUtils;

/**
 * Makes paths and globs out of locations of the form {@code file:...}, so that they are inputs like all other files. As
 * elsewhere in Spring, a relative one starts at the working directory, and {@code %20} is a space.
 */
final class FileLocation {

    private static final String PREFIX = "file:";
    private static final Pattern ENCODED = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");

    private FileLocation() {}

    static boolean isOne(String input) {
        return input.startsWith(PREFIX);
    }

    /** Write what is to be read back by {@link #path}. */
    static String encode(String path) {
        return path.replace("%", "%25").replace("#", "%23");
    }

    /**
     * Give the path or glob.
     *
     * @throws IllegalArgumentException if it is not a file of this machine, or has parts that are no part of a path
     */
    static String path(String location) {
        String path = location.substring(PREFIX.length());
        if (path.startsWith("//")) {
            int end = path.indexOf('/', 2);
            String host = path.substring(2, end < 0 ? path.length() : end);
            if (!host.isEmpty() && !host.equals("localhost")) {
                throw new IllegalArgumentException(Quoted.of(location) + " names the machine " + Quoted.of(host)
                        + "; the path of a file of this one begins with \"file:/\" or \"file:///\"");
            }
            path = end < 0 ? "" : path.substring(end);
        }
        if (path.isBlank()) {
            throw new IllegalArgumentException(Quoted.of(location) + " names no file");
        }
        if (path.indexOf('#') >= 0) {
            throw new IllegalArgumentException("In " + Quoted.of(location)
                    + ", what stands behind '#' would be no part of the name; in a file's name, it is written %23");
        }
        return absolute(ENCODED.matcher(path)
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
                        PathPattern.quote(StringUtils.uriDecode(found.group(), StandardCharsets.UTF_8)))));
    }

    private static String absolute(String path) {
        boolean onDrive = File.separatorChar == '\\' && path.matches("(?s)/?[A-Za-z]:.*");
        if (onDrive || path.startsWith("/")) {
            return onDrive && path.startsWith("/") ? path.substring(1) : path;
        }
        return PathPattern.quote(Path.of("").toAbsolutePath().toString()) + '/' + path;
    }
}
