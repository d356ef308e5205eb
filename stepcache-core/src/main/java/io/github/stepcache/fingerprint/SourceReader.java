package io.github.stepcache.fingerprint;

import io.github.stepcache.step.CodePointOrder;
import io.github.stepcache.step.InputContent;
import io.github.stepcache.step.InputSource;
import io.github.stepcache.step.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the inputs of one step that are no files of the base directory, always in full: there is nothing to prove that
 * they are as they were. Whatever other people's code throws is a problem of the fingerprint.
 */
final class SourceReader {

    private final ContentReader reader;
    private final ReadWatch watch;
    private final SortedMap<String, String> hashes = new TreeMap<>(CodePointOrder.INSTANCE);
    private final Map<String, List<FileStamp>> stamps = new HashMap<>();
    private final Set<InputProblem> problems = new LinkedHashSet<>();

    private SourceReader(HashThreads threads, ReadWatch watch) {
        this.reader = new ContentReader(threads, watch);
        this.watch = watch;
    }

    /** Read what there is now beside the input files, and add it to their fingerprint. */
    static Fingerprint addTo(
            Fingerprint files, Map<String, InputSource> sources, HashThreads threads, ReadWatch watch) {
        SourceReader all = new SourceReader(threads, watch);
        watch.inputsBegin();
        sources.forEach(all::read);
        return all.addTo(files);
    }

    private void read(String location, InputSource source) {
        int problemsBefore = problems.size();
        Map<String, Integer> numbers = new HashMap<>();
        Map<String, String> found = new TreeMap<>();
        try {
            for (InputContent content : source.find()) {
                if (content instanceof InputContent.OnDisk files) {
                    read(files, numbers, found);
                } else if (content instanceof InputContent.Streamed stream) {
                    add(number(stream.name(), numbers), found, () -> hash(stream));
                }
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            unreadable(location, inWords(e));
        }
        found.forEach(this::put);
        if (found.isEmpty() && problems.size() == problemsBefore) {
            problems.add(new InputProblem.NoMatch(location));
        }
    }

    private void read(InputContent.OnDisk files, Map<String, Integer> numbers, Map<String, String> found) {
        TreeWalk.walk(RealPath.exact(files.root()), entry -> {
            String path = entry.key();
            boolean taken = path.isEmpty() || files.filter().takes(path);
            boolean entered = path.isEmpty() || files.filter().enters(path);
            switch (entry.kind()) {
                case FILE -> {
                    if (taken) {
                        String key = number(Keys.join(files.name(), path), numbers);
                        stamps.put(key, entry.stamps());
                        watch.found(1, entry.stamps().get(0).size());
                        add(key, found, () -> Sha256.hex(reader.hash(entry.path())));
                    }
                }
                case LOOP, DANGLING, UNREADABLE -> {
                    if (taken || entered) {
                        unreadable(Keys.join(files.name(), path), entry.problem());
                    }
                }
                case DIRECTORY, SPECIAL -> {}
            }
            return entered;
        });
    }

    private static String number(String name, Map<String, Integer> numbers) {
        return InputContent.Names.key(name, numbers.merge(name, 1, Integer::sum));
    }

    private void add(String key, Map<String, String> found, Reading reading) {
        try {
            found.put(key, reading.hash());
        } catch (IOException | RuntimeException | LinkageError e) {
            unreadable(key, inWords(e));
        }
    }

    /** What two locations have in common is one input, as long as it is the same. */
    private void put(String key, String hash) {
        @Nullable String other = hashes.putIfAbsent(key, hash);
        if (other != null && !other.equals(hash)) {
            unreadable(key, "two locations lead to it, each to another content");
        }
    }

    private String hash(InputContent.Streamed content) throws IOException {
        watch.found(1, 0);
        WatchedDigest digest = new WatchedDigest(watch);
        try (InputStream bytes = content.opening().open()) {
            bytes.transferTo(digest);
        }
        watch.ended();
        return digest.hex();
    }

    private void unreadable(String key, String problem) {
        problems.add(new InputProblem.Unreadable(key, problem));
    }

    private static String inWords(Throwable problem) {
        return problem instanceof IOException e ? Problems.inWords(e) : Quoted.line(problem.toString());
    }

    private Fingerprint addTo(Fingerprint files) {
        ContentHashesBuilder builder = new ContentHashesBuilder();
        hashes.forEach((key, hash) -> {
            if (!builder.add(key, hash)) {
                unreadable(key, "its name holds half a character");
            } else if (files.hashes().containsKey(key)) {
                unreadable(key, "a file has the same key");
            }
        });
        Map<String, List<FileStamp>> allStamps = new HashMap<>(files.stamps());
        allStamps.putAll(stamps);
        List<InputProblem> allProblems = new ArrayList<>(files.problems());
        allProblems.addAll(problems);
        return new Fingerprint(union(files.hashes(), builder.build()), allStamps, allProblems, files.evidence());
    }

    /** Put them together such that files keep their stamps. */
    private static SortedMap<String, String> union(SortedMap<String, String> files, ContentHashes others) {
        if (files instanceof ContentHashes known) {
            List<FileBlock> blocks = new ArrayList<>(known.blocks());
            blocks.addAll(others.blocks());
            return FileBlockOrder.of(blocks);
        }
        SortedMap<String, String> both = new TreeMap<>(files);
        both.putAll(others);
        return both;
    }

    /** Hashes what is written to it, and tells how much that is. */
    private static final class WatchedDigest extends OutputStream {

        private final MessageDigest digest = Sha256.start();
        private final ReadWatch watch;

        WatchedDigest(ReadWatch watch) {
            this.watch = watch;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
            watch.read(length);
        }

        String hex() {
            return Sha256.hex(digest.digest());
        }
    }

    /** Reads content to its end. */
    private interface Reading {
        String hash() throws IOException;
    }
}
