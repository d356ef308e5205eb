package io.github.stepcache.trust;

/**
 * A fault that the {@link Shim} brings about in a child process; the C source says what there is.
 *
 * @param what the fault, such as {@code kill-after} or {@code error:EIO}
 * @param at the number of the file operation that is struck, from 1; 0 for none
 * @param calls the calls that count, with commas between them
 */
record ShimFault(String what, int at, String calls) {

    /** What changes something on disk; a process that dies between two of these leaves nothing new. */
    static final String CHANGES = "open-write,write,fsync,rename,unlink,mkdir,rmdir,truncate";

    /** All calls but those on locks: to the JDK, a lock that is refused (EACCES) is one that somebody else holds. */
    static final String ALL_BUT_LOCKS =
            CHANGES + ",open,read,close,stat,access,readlink,realpath,opendir,readdir,closedir";

    static final String ALL = ALL_BUT_LOCKS + ",lock";

    @Override
    public String toString() {
        return what + " at operation " + at;
    }
}
