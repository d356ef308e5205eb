package io.github.stepcache.step;

import java.nio.file.FileSystem;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A path or a glob as it stands in a declaration: the names before the first wildcard, and the glob that follows.
 *
 * <p>A backslash before one of <code>* ? [ ] { } ,</code> or another backslash takes its special meaning away
 * ({@link #quote} writes it); any other backslash is an ordinary character. Immutable and safe for use by many threads.
 *
 * @param text the pattern as declared
 * @param root the path that the glob is relative to, or the whole path where there is no wildcard; may be empty
 * @param glob the glob below {@code root}; empty where there is no wildcard
 */
public record PathPattern(String text, String root, Optional<Glob> glob) {

    private static final String ESCAPABLE = "*?[]{},\\";
    private static final Pattern ESCAPED = Pattern.compile("\\\\.", Pattern.DOTALL);
    private static final Pattern DOTS = Pattern.compile("(?:^|[/{,])\\.\\.?(?:$|[/},])");

    /**
     * Parse a path or glob.
     *
     * @param text the path or glob
     * @return the pattern
     * @throws IllegalArgumentException if it is blank or its glob cannot be parsed
     */
    public static PathPattern parse(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("A path or glob must not be empty");
        }
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("Path " + Quoted.of(text) + " contains the character NUL");
        }
        int slash = -1;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (isEscape(text, i)) {
                i++;
            } else if (unit == '/') {
                slash = i;
            } else if ("*?[{".indexOf(unit) >= 0) {
                String root = text.substring(0, slash == 0 ? 1 : Math.max(slash, 0));
                return new PathPattern(text, unquote(root), Optional.of(glob(text, slash + 1)));
            }
        }
        return new PathPattern(text, unquote(text), Optional.empty());
    }

    /**
     * Write a path such that none of its characters is read as a wildcard.
     *
     * @param path any path
     * @return a pattern that stands for just that path
     */
    public static String quote(String path) {
        StringBuilder quoted = new StringBuilder(path.length() + 8);
        path.chars().forEach(unit -> {
            if (ESCAPABLE.indexOf(unit) >= 0) {
                quoted.append('\\');
            }
            quoted.append((char) unit);
        });
        return quoted.toString();
    }

    /**
     * Adapt the pattern to a file system that does not tell upper case from lower case.
     *
     * @param files the file system whose names will be matched
     * @return a pattern that matches as the file system compares
     */
    public PathPattern on(FileSystem files) {
        return new PathPattern(text, root, glob.map(parsed -> parsed.on(files)));
    }

    /**
     * Tell whether this pattern means a path below its root, or a directory in which that lies.
     *
     * @param below a path relative to {@link #root}, with {@code /} between its names; empty for the root itself
     * @return whether it is covered
     */
    public boolean covers(String below) {
        if (glob.isEmpty()) {
            return true;
        }
        for (int end = below.indexOf('/'); end >= 0; end = below.indexOf('/', end + 1)) {
            if (matches(below.substring(0, end))) {
                return true;
            }
        }
        return matches(below);
    }

    /** Globs leave hidden files and folders out (contract 2.3). */
    private boolean matches(String below) {
        boolean hidden = below.startsWith(".") || below.contains("/.");
        return !hidden && !below.isEmpty() && glob.orElseThrow().matches(below);
    }

    private static Glob glob(String text, int start) {
        String glob = text.substring(start).replaceAll("/{2,}", "/").replaceAll("/$", "");
        if (DOTS.matcher(ESCAPED.matcher(glob).replaceAll("x")).find()) {
            throw new IllegalArgumentException(
                    "Glob " + Quoted.of(text) + " is refused: '.' and '..' cannot stand behind a wildcard");
        }
        return Glob.parse(glob);
    }

    private static String unquote(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            plain.append(text.charAt(isEscape(text, i) ? ++i : i));
        }
        return plain.toString();
    }

    private static boolean isEscape(String text, int at) {
        return text.charAt(at) == '\\' && at + 1 < text.length() && ESCAPABLE.indexOf(text.charAt(at + 1)) >= 0;
    }
}
