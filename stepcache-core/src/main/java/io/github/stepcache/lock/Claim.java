package io.github.stepcache.lock;

import java.io.Closeable;
import java.util.UUID;

/**
 * The lock on a step across the class loaders of this process, of which each has its own {@link JvmLock}. Only what the
 * system itself keeps is common to them, such as its properties.
 */
final class Claim implements Closeable {

    private static final String OUR_PROCESS = ProcessHandle.current().pid() + "/";

    /** Tells the claims of this class loader from those of others, and of other processes, which may pass theirs on. */
    private static final String VALUE = OUR_PROCESS + UUID.randomUUID();

    private final String property;

    private Claim(String property) {
        this.property = property;
    }

    /** Wait for the lock. */
    static Claim acquire(String key, LockWait wait) {
        String property = "io.github.stepcache.lock." + key;
        while (!stake(property)) {
            wait.pause();
        }
        return new Claim(property);
    }

    /**
     * Stake the claim, unless it is another class loader's. One of our own is a ghost, since its {@link JvmLock} is ours
     * now: somebody has put the properties back to what they were while the step ran. So is that of another process.
     */
    private static boolean stake(String property) {
        Object holder = System.getProperties().putIfAbsent(property, VALUE);
        if (holder == null) {
            return true;
        }
        boolean ghost = holder.equals(VALUE) || !holder.toString().startsWith(OUR_PROCESS);
        return ghost && System.getProperties().replace(property, holder, VALUE);
    }

    @Override
    public void close() {
        System.getProperties().remove(property);
    }
}
