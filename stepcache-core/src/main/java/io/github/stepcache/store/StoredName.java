package io.github.stepcache.store;

/**
 * The name of something that a store keeps.
 *
 * @param area what kind of thing it is
 * @param hash the key of a record, or the SHA-256 of a file's content
 */
public record StoredName(Area area, String hash) {

    /** What a store keeps, each kind apart from the other; named as in Bazel's HTTP cache. */
    public enum Area {
        /** Records of runs, by key. They may be replaced. */
        RECORD("ac"),
        /** Contents of files, by their hash. They never change. */
        BLOB("cas");

        private final String folder;

        Area(String folder) {
            this.folder = folder;
        }
    }

    /**
     * Say where it is in a remote store.
     *
     * @return {@code ac/} or {@code cas/}, and the hash
     */
    public String path() {
        return area.folder + "/" + hash;
    }
}
