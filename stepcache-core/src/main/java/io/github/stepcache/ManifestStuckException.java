package io.github.stepcache;

import io.github.stepcache.step.Quoted;
import java.nio.file.Path;

/**
 * Thrown before a step is called when the complete manifest of an earlier run can be neither replaced, deleted nor
 * emptied: if the step then failed halfway, that manifest would vouch for what it left (contract 3.5).
 */
public final class ManifestStuckException extends StepCacheException {

    private static final long serialVersionUID = 1L;

    ManifestStuckException(String step, Path manifest, Throwable cause) {
        super(
                "Step " + Quoted.of(step) + " was not run: the manifest of its last run, " + Quoted.of(manifest)
                        + ", can be neither replaced, deleted nor emptied, and would vouch for whatever the step left."
                        + " Make that file and its directory writable, or delete it.",
                cause);
    }
}
