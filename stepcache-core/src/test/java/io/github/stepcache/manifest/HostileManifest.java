package io.github.stepcache.manifest;

/** The bytes of a manifest that somebody damaged or edited. */
public final class HostileManifest {

    private final String what;
    private final byte[] bytes;
    private final boolean sealed;

    HostileManifest(String what, byte[] bytes, boolean sealed) {
        this.what = what;
        this.bytes = bytes;
        this.sealed = sealed;
    }

    /**
     * Give what is to be read.
     *
     * @return the bytes
     */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * Tell whether it carries a checksum that holds: then it is no damage, but the record of another run.
     *
     * @return whether it does
     */
    public boolean sealed() {
        return sealed;
    }

    /** What was done to it. */
    @Override
    public String toString() {
        return what;
    }
}
