package io.github.stepcache.manifest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Moves the lines of a manifest about, so that what is read line by line meets the right line in the wrong place. */
final class HostileLines {

    private static final List<String> LINES = List.of(
            "{",
            "}",
            "",
            "  },",
            "  }",
            "\r",
            "  \"extra\": {",
            "  \"extra\": [",
            "  ],",
            "  \"input_hashes\": {",
            "  \"input_hashes\": {},",
            "  \"input_hashes\": null,",
            "  \"input\\u005fhashes\": {",
            "  \"more\": {\"input_hashes\": {",
            "  \"more\": \"",
            "  \"more\": \"\\",
            "  \"\u00c3\u00a9\": \"\u00f0\u009f\u0098\u0080\",",
            "  \"checksum\": \"" + "0".repeat(64) + "\",",
            "    \"a\": \"" + "a".repeat(64) + "\",",
            "    \"a\": null,",
            "\u00ff");

    private static final List<String> BEGINNINGS = List.of("  \"more\": {", "  \"Ã©\": {", "  \"more\": [0, {", "");

    private static final List<String> ENDS = List.of(
            "  \"last\": 0},",
            "  \"last\": 0}, \"input_hashes\": null,",
            "  \"last\": 0}, \"input_hashes\": {},",
            "  \"last\": 0}],  \"input_hashes\": null,",
            "  \"input_hashes\": null,");

    private HostileLines() {}

    static byte[] mutation(byte[] manifest, Random random) {
        List<String> lines = new ArrayList<>(Arrays.asList(new String(manifest, ISO_8859_1).split("\n", -1)));
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            int from = random.nextInt(lines.size());
            int to = Math.min(lines.size(), from + 1 + random.nextInt(random.nextBoolean() ? 2 : lines.size()));
            List<String> part = new ArrayList<>(lines.subList(from, to));
            int target = random.nextInt(lines.size());
            switch (random.nextInt(8)) {
                case 0 -> lines.addAll(target, part);
                case 1 -> lines.subList(from, to).clear();
                case 2 -> lines.replaceAll(line -> part.contains(line) ? "  " + line : line);
                case 3 -> lines.replaceAll(line -> part.contains(line) ? line.replaceFirst("^ {2}", "") : line);
                case 4 -> lines.replaceAll(line -> part.contains(line) ? line + "\r" : line);
                case 5 -> hideHashes(lines, random);
                case 6 -> lines.set(target, LINES.get(random.nextInt(LINES.size())));
                default -> {
                    lines.add(Math.max(from, target), LINES.get(random.nextInt(LINES.size())));
                    lines.add(Math.min(from, target), LINES.get(random.nextInt(LINES.size())));
                }
            }
            if (lines.isEmpty()) {
                lines.add("");
            }
        }
        return String.join("\n", lines).getBytes(ISO_8859_1);
    }

    /** Put the input hashes into something else, and perhaps others in their place. */
    private static void hideHashes(List<String> lines, Random random) {
        int start = lines.indexOf("  \"input_hashes\": {");
        List<String> behind = lines.subList(start + 1, lines.size());
        int length = Math.max(behind.indexOf("  },"), behind.indexOf("  }"));
        if (start >= 0 && length >= 0) {
            behind.add(length + 1, ENDS.get(random.nextInt(ENDS.size())));
            lines.add(start, BEGINNINGS.get(random.nextInt(BEGINNINGS.size())));
        }
    }
}
