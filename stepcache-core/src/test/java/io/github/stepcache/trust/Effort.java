package io.github.stepcache.trust;

/** How long the loops try: short in a normal build, long with {@code -Dstepcache.effort=long}; and from which seed. */
public final class Effort {

    private static final String PROPERTY = "stepcache.effort";

    private Effort() {}

    /**
     * Choose a count.
     *
     * @param inShort how many tries a normal build makes
     * @param inLong how many the profile {@code trust} makes
     * @return the one asked for
     */
    public static int of(int inShort, int inLong) {
        return switch (System.getProperty(PROPERTY, "short")) {
            case "short" -> inShort;
            case "long" -> inLong;
            default -> throw new IllegalArgumentException(PROPERTY + " is either short or long");
        };
    }

    /**
     * Choose the seed of a random loop: another one each time, unless {@code -Dstepcache.seed} asks for one that was
     * printed.
     *
     * @return the seed, which the loop has to print
     */
    public static long seed() {
        return Long.getLong("stepcache.seed", System.nanoTime());
    }
}
