package io.github.stepcache.manifest;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Damages the bytes of a manifest, as disks, networks and editors do. */
public final class HostileBytes {

    private HostileBytes() {}

    /**
     * Cut a manifest off.
     *
     * @param manifest its bytes
     * @return it, cut off at every length
     */
    public static Stream<HostileManifest> truncations(byte[] manifest) {
        return IntStream.range(0, manifest.length)
                .mapToObj(length -> damaged("cut off after " + length + " bytes", Arrays.copyOf(manifest, length)));
    }

    /**
     * Flip bits of a manifest.
     *
     * @param manifest its bytes
     * @return it, with every one of its bits flipped in turn
     */
    public static Stream<HostileManifest> flips(byte[] manifest) {
        return IntStream.range(0, manifest.length * 8)
                .mapToObj(bit -> damaged("bit " + bit + " flipped", flipped(manifest, bit)));
    }

    /**
     * Damage a manifest by chance in one to three places.
     *
     * @param manifest its bytes
     * @param random chance
     * @return it, damaged
     */
    public static HostileManifest mutation(byte[] manifest, Random random) {
        byte[] bytes = manifest;
        StringBuilder what = new StringBuilder();
        for (int edits = 1 + random.nextInt(3); edits > 0 && bytes.length > 0; edits--) {
            int from = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, from + 1 + random.nextInt(40));
            byte[] part = Arrays.copyOfRange(bytes, from, to);
            int kind = random.nextInt(5);
            what.append(kind)
                    .append(" at ")
                    .append(from)
                    .append(" to ")
                    .append(to)
                    .append("; ");
            bytes = switch (kind) {
                case 0 -> flipped(bytes, from * 8 + random.nextInt(8));
                case 1 -> spliced(bytes, from, to, new byte[0]);
                case 2 -> spliced(bytes, random.nextInt(bytes.length), part);
                case 3 -> spliced(bytes, from, to, noise(random, part.length));
                default -> spliced(bytes, from, to, new byte[part.length]);
            };
        }
        return damaged(what.toString(), bytes);
    }

    private static HostileManifest damaged(String what, byte[] bytes) {
        return new HostileManifest(what, bytes, false);
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }

    private static byte[] noise(Random random, int count) {
        byte[] noise = new byte[count];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] spliced(byte[] bytes, int at, byte[] added) {
        return spliced(bytes, at, at, added);
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] replacement) {
        byte[] spliced = Arrays.copyOf(bytes, bytes.length - (to - from) + replacement.length);
        System.arraycopy(replacement, 0, spliced, from, replacement.length);
        System.arraycopy(bytes, to, spliced, from + replacement.length, bytes.length - to);
        return spliced;
    }
}
