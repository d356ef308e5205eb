package io.github.stepcache;

/** When the content of a file is read to learn whether it has changed. */
public enum FingerprintMode {
    /**
     * When the file system does not prove that it has not: a local file whose inode, size, modification time and change
     * time are those that were recorded beside its hash is not read again.
     */
    INDEX,
    /** Always. */
    CONTENT
}
