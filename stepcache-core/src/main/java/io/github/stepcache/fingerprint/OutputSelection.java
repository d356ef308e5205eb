package io.github.stepcache.fingerprint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.stepcache.fingerprint.TreeEntry.Kind;
import io.github.stepcache.step.CodePointOrder;
import io.github.stepcache.step.PathPattern;
import io.github.stepcache.step.StepFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Collects what the required outputs of one step match, each entry once. */
final class OutputSelection {

    private static final Pattern LOCK_OF_ANY_STEP = Pattern.compile("\\..+\\.lock");

    private static final Pattern ENDING = Pattern.compile("\\n  \"step_name\": \"[^\"\\n]+\"\\n}\\n$");
    private static final int LONGEST_ENDING = 256;

    private final Path outputDir;
    private final SortedMap<String, TreeEntry> entries = new TreeMap<>(CodePointOrder.INSTANCE);
    private final Map<String, String> unreadable = new HashMap<>();
    private final List<String> unmatched = new ArrayList<>();
    private boolean matched;

    OutputSelection(Path outputDir) {
        this.outputDir = outputDir;
    }

    Path outputDir() {
        return outputDir;
    }

    SortedMap<String, TreeEntry> entries() {
        return entries;
    }

    Map<String, String> unreadable() {
        return unreadable;
    }

    List<String> unmatched() {
        return unmatched;
    }

    void add(OwnFiles.Output output) {
        matched = false;
        PathPattern pattern = output.pattern();
        Optional<GlobMatch> glob = pattern.glob().map(GlobMatch::new);
        Path realStart = glob.isPresent() ? RealPath.ofNameItself(output.start()) : output.root();
        TreeWalk.walk(output.start(), realStart, entry -> {
            GlobMatch.Answer answer = glob.map(match -> match.of(entry)).orElse(GlobMatch.Answer.SELECTED);
            if (answer == GlobMatch.Answer.NO || isKeptByTheCache(entry)) {
                return false;
            }
            take(entry, answer, Keys.join(pattern.root(), entry.key()));
            return true;
        });
        if (glob.isPresent()) {
            addNamesake(pattern.text());
        }
        if (!matched) {
            unmatched.add(pattern.text());
        }
    }

    /** A file whose very name looks like a glob is meant as well, as with inputs. */
    private void addNamesake(String text) {
        try {
            Path namesake = outputDir.resolve(text);
            if (Files.exists(namesake, LinkOption.NOFOLLOW_LINKS)) {
                TreeWalk.walk(namesake, entry -> {
                    take(entry, GlobMatch.Answer.SELECTED, Keys.join(text, entry.key()));
                    return true;
                });
            }
        } catch (InvalidPathException e) {
            // No file has that name here: on Windows, none has a '*' in it.
        }
    }

    private void take(TreeEntry entry, GlobMatch.Answer answer, String key) {
        if (entry.kind() == Kind.UNREADABLE) {
            matched = true;
            unreadable.put(key, entry.problem());
        } else if (answer == GlobMatch.Answer.SELECTED) {
            matched |= entry.kind() == Kind.FILE || entry.kind() == Kind.DIRECTORY;
            entries.putIfAbsent(key, entry);
        }
    }

    /** Steps may be nested: what the cache keeps for an inner one is no output of the outer one. */
    private static boolean isKeptByTheCache(TreeEntry entry) {
        if (entry.key().isEmpty() || entry.link()) {
            return false;
        }
        if (entry.kind() == Kind.DIRECTORY) {
            return StepFiles.isStagingOfAnyStep(entry.name());
        }
        if (entry.kind() != Kind.FILE) {
            return false;
        }
        if (entry.stamps().get(0).size() == 0) {
            return LOCK_OF_ANY_STEP.matcher(entry.name()).matches();
        }
        boolean manifest =
                StepFiles.isManifestOfAnyStep(entry.name()); // or a file to be renamed to one, or to an index
        return (manifest && endsLikeAManifest(entry.path()))
                || ((manifest || StepFiles.isIndexOfAnyStep(entry.name())) && beginsLikeAnIndex(entry.path()));
    }

    private static boolean beginsLikeAnIndex(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            return Arrays.equals(content.readNBytes(IndexFormat.MAGIC.length), IndexFormat.MAGIC);
        } catch (IOException e) {
            return false;
        }
    }

    /** Others have files of such names as well; but in a manifest, the last of the sorted fields is the step's name. */
    private static boolean endsLikeAManifest(Path file) {
        try (SeekableByteChannel content = Files.newByteChannel(file)) {
            ByteBuffer end = ByteBuffer.allocate(LONGEST_ENDING);
            content.position(Math.max(0, content.size() - LONGEST_ENDING));
            while (end.hasRemaining() && content.read(end) >= 0) {}
            return ENDING.matcher(UTF_8.decode(end.flip())).find();
        } catch (IOException e) {
            return false;
        }
    }
}
