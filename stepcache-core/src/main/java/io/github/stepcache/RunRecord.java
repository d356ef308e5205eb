package io.github.stepcache;

import io.github.stepcache.decision.StepState.Order;
import io.github.stepcache.lock.StepLock;
import io.github.stepcache.manifest.Manifest;
import io.github.stepcache.manifest.ManifestFile;
import io.github.stepcache.manifest.ManifestLookup;
import io.github.stepcache.step.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the manifest says of a run while it goes on and when it ends without being remembered (contract 3.5). A run that
 * intrudes on another leaves the manifest to that one; a run outside the cache leaves none.
 *
 * <p>Unchecked exceptions count as errors of the file system here: it need not be the JDK's own.
 */
final class RunRecord {

    private static final Logger LOG = LoggerFactory.getLogger(StepCache.class);

    private final String step;
    private final Order order;
    private final StepLock lock;
    private final ManifestFile manifest;
    private final Clock clock;
    private Optional<String> mark = Optional.empty();

    RunRecord(String step, Order order, StepLock lock, ManifestFile manifest, Clock clock) {
        this.step = step;
        this.order = order;
        this.lock = lock;
        this.manifest = manifest;
        this.clock = clock;
    }

    /**
     * See to it that no complete manifest stands while the step runs.
     *
     * @throws ManifestStuckException if one does all the same
     */
    void running() {
        if (!lock.isHeld()) {
            return;
        }
        try {
            if (order == Order.BYPASS) {
                manifest.remove();
            } else {
                // its time would not do: an application's clock can stand still, or go in seconds
                String ours = "it has not ended; its mark is " + UUID.randomUUID();
                manifest.write(incomplete(Manifest.State.RUNNING, ours));
                mark = Optional.of(ours);
            }
        } catch (IOException | RuntimeException e) {
            removeOrThrow();
        }
    }

    /**
     * Tell whether another run has put itself on record meanwhile, because the lock was deleted or there is none. The
     * step itself may delete the record.
     */
    boolean isOverwritten() {
        return manifest.read() instanceof ManifestLookup.Found found && !isMark(found.manifest());
    }

    private boolean isMark(Manifest found) {
        return found.state() == Manifest.State.RUNNING && mark.equals(Optional.of(found.problem()));
    }

    /** Put on record that the run is over and not remembered. Where that fails, nothing is left on record. */
    void ended(Manifest.State state, String problem) {
        boolean gone = !Files.isDirectory(Objects.requireNonNull(manifest.path().getParent()));
        if (!lock.isHeld() || order == Order.BYPASS || gone) {
            return; // and a step that has deleted its directory does not get it back
        }
        try {
            manifest.write(incomplete(state, problem));
        } catch (IOException | RuntimeException e) {
            removeIfPossible();
        }
    }

    /** Delete or empty a manifest, unless there can be none. */
    static void remove(ManifestFile manifest) throws IOException {
        try {
            manifest.remove();
        } catch (IOException e) {
            if (canExist(manifest.path())) {
                throw e;
            }
        }
    }

    private Manifest incomplete(Manifest.State state, String problem) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as it is written
        return Manifest.incomplete(step, state, now, Quoted.line(problem));
    }

    private void removeOrThrow() {
        try {
            remove(manifest);
        } catch (IOException | RuntimeException e) {
            if (mayVouch(manifest.read())) {
                throw new ManifestStuckException(step, manifest.path(), e);
            }
        }
    }

    /** What stands there now is unfinished, or complete but perhaps not on the disk: better nothing at all. */
    private void removeIfPossible() {
        try {
            remove(manifest);
        } catch (IOException | RuntimeException e) {
            LOG.debug("The manifest {} could not be removed", Quoted.of(manifest.path()), e);
        }
    }

    /** Tell whether somebody could take what is left for the record of a run that ended well. */
    private static boolean mayVouch(ManifestLookup left) {
        if (left instanceof ManifestLookup.Found found) {
            return found.manifest().state() == Manifest.State.COMPLETE
                    || !found.manifest().isVersionSupported();
        }
        return left instanceof ManifestLookup.Unreadable unreadable && !unreadable.damaged();
    }

    /** Tell whether a file can be there at all: where a directory should be, there may be a file. */
    private static boolean canExist(Path file) {
        @Nullable Path up = file.getParent();
        while (up != null && !Files.exists(up)) {
            up = up.getParent();
        }
        return up == null || Files.isDirectory(up);
    }
}
