package io.github.stepcache.step;

import java.nio.file.FileSystem;
import java.text.Normalizer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A glob in the syntax of {@code java.nio}, over {@code /}-separated relative paths, in which {@code **}{@code /} also
 * stands for no directory at all (contract 2.2).
 *
 * <p>The JDK's own matcher is not used for three reasons: its {@code **}{@code /*.csv} misses a top-level {@code a.csv},
 * its {@code **} misses names with a newline in them, and it compares decomposed names with composed ones.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Glob {

    private final String text;
    private final Pattern pattern;

    private Glob(String text, Pattern pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    /**
     * Parse a glob.
     *
     * @param text the glob
     * @return the parsed glob
     * @throws IllegalArgumentException if it cannot be parsed; the message says where
     */
    public static Glob parse(String text) {
        String regex = new Translation(text).regex();
        try {
            return new Glob(text, Pattern.compile(regex, Pattern.DOTALL));
        } catch (PatternSyntaxException | StackOverflowError e) {
            throw new IllegalArgumentException("Glob " + Quoted.of(text) + " cannot be parsed: it is too long", e);
        }
    }

    /**
     * Adapt this glob to a file system that does not tell upper case from lower case.
     *
     * @param files the file system whose names will be matched
     * @return a glob that matches as the file system compares
     */
    public Glob on(FileSystem files) {
        boolean caseInsensitive = files.getPath("a").equals(files.getPath("A"));
        return caseInsensitive
                ? new Glob(
                        text,
                        Pattern.compile(
                                pattern.pattern(), Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
                : this;
    }

    /**
     * Tell whether a relative path is matched as a whole.
     *
     * @param relativePath a path with {@code /} between its names
     * @return whether it is matched
     */
    public boolean matches(String relativePath) {
        return pattern.matcher(Normalizer.normalize(relativePath, Normalizer.Form.NFC))
                .matches();
    }

    /**
     * Tell how deep it is worth looking for matches.
     *
     * @return how many names a matched path has at most
     */
    public int depth() {
        return text.contains("**")
                ? Integer.MAX_VALUE
                : 1 + (int) text.chars().filter(unit -> unit == '/').count();
    }

    /**
     * Tell whether it matters what each character of a name is: {@code *} and ASCII text find a name also where other
     * characters of it could not be decoded.
     *
     * @return whether a name that was decoded wrongly could be matched wrongly
     */
    public boolean needsFaithfulNames() {
        return text.chars().anyMatch(unit -> unit == '?' || unit == '[' || unit >= 0x80);
    }

    @Override
    public String toString() {
        return text;
    }

    /** One pass over a glob that writes a regular expression. */
    private static final class Translation {

        private final String glob;
        private final StringBuilder regex = new StringBuilder();
        private int at;
        private boolean inGroup;
        private boolean startsName = true;
        private boolean groupStartsName;
        private int lastStar = -1;

        Translation(String text) {
            this.glob = Normalizer.normalize(text, Normalizer.Form.NFC);
        }

        String regex() {
            while (at < glob.length()) {
                char unit = glob.charAt(at++);
                switch (unit) {
                    case '\\' -> literal(next("there is nothing to escape at the end"));
                    case '*' -> star();
                    case '?' -> regex.append("[^/]");
                    case '[' -> bracket();
                    case '{' -> open();
                    case '}' -> close();
                    case ',' -> comma();
                    default -> literal(unit);
                }
                boolean startsAlternative = inGroup && (unit == '{' || unit == ',');
                startsName = glob.charAt(at - 1) == '/' || (startsAlternative && groupStartsName);
            }
            if (inGroup) {
                throw refused("a group is not closed with '}'");
            }
            return regex.toString();
        }

        private void star() {
            settleLastStar();
            if (at == glob.length() || glob.charAt(at) != '*') {
                lastStar = regex.length();
                regex.append("[^/]*?");
                return;
            }
            at++;
            if (startsName && at < glob.length() && glob.charAt(at) == '/') {
                at++;
                regex.append("(?:.*/)?");
            } else {
                regex.append(".*");
            }
        }

        /**
         * Once another star follows, the first place where the text between the two is found is as good as any: without
         * trying the others, {@code *a*a*a*b} is no riddle that takes hours.
         */
        private void settleLastStar() {
            if (lastStar >= 0) {
                regex.insert(lastStar, "(?>").append(')');
            }
            lastStar = -1;
        }

        private void bracket() {
            int start = at;
            regex.append("[[^/]&&[");
            if (at < glob.length() && glob.charAt(at) == '!') {
                at++;
                regex.append('^');
            }
            boolean empty = true;
            while (empty || at >= glob.length() || glob.charAt(at) != ']') {
                int from = member(start);
                regex.append(escaped(from));
                if (at + 1 < glob.length() && glob.charAt(at) == '-' && glob.charAt(at + 1) != ']') {
                    at++;
                    int to = member(start);
                    if (to < from) {
                        throw refused("a range in '[...]' runs backwards");
                    }
                    regex.append('-').append(escaped(to));
                }
                empty = false;
            }
            at++;
            regex.append("]]");
        }

        private int member(int start) {
            if (at >= glob.length()) {
                at = start;
                throw refused("a '[' is not closed with ']'");
            }
            int point = glob.codePointAt(at);
            at += Character.charCount(point);
            if (point == '/') {
                throw refused("a '/' stands inside '[...]'");
            }
            return point;
        }

        private void open() {
            lastStar = -1;
            if (inGroup) {
                throw refused("groups '{...}' cannot be nested");
            }
            inGroup = true;
            groupStartsName = startsName;
            regex.append("(?:(?:");
        }

        private void close() {
            lastStar = -1;
            regex.append(inGroup ? "))" : "\\}");
            inGroup = false;
        }

        private void comma() {
            lastStar = -1;
            regex.append(inGroup ? ")|(?:" : ",");
        }

        private void literal(char unit) {
            regex.append(escaped(unit));
        }

        private static String escaped(int point) {
            String text = Character.toString(point);
            return "\\^$.|?*+()[]{}-&~#".contains(text) ? '\\' + text : text;
        }

        private char next(String otherwise) {
            if (at == glob.length()) {
                throw refused(otherwise);
            }
            return glob.charAt(at++);
        }

        private IllegalArgumentException refused(String why) {
            return new IllegalArgumentException(
                    "Glob " + Quoted.of(glob) + " cannot be parsed at character " + at + ": " + why);
        }
    }
}
