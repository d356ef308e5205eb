package io.github.stepcache.actuate;

import io.github.stepcache.decision.CodeReason;
import io.github.stepcache.decision.StaleReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a reason is about, and what that was and is.
 *
 * @param subject the file, output, parameter or part of the code
 * @param recorded what it was at the recorded run
 * @param current what it is now
 */
record ReasonData(
        @Nullable String subject,
        @Nullable String recorded,
        @Nullable String current) {

    private static final ReasonData NONE = new ReasonData(null, null, null);

    static ReasonData of(StaleReason reason) {
        if (reason instanceof StaleReason.InputChanged input) {
            return new ReasonData(input.key(), input.recorded(), input.current());
        } else if (reason instanceof StaleReason.InputAdded input) {
            return subject(input.key());
        } else if (reason instanceof StaleReason.InputRemoved input) {
            return subject(input.key());
        } else if (reason instanceof StaleReason.InputUnreadable input) {
            return subject(input.key());
        } else if (reason instanceof StaleReason.NoInputMatched input) {
            return subject(input.pattern());
        } else if (reason instanceof StaleReason.OutputChanged output) {
            return new ReasonData(output.key(), output.recorded(), output.current());
        } else if (reason instanceof StaleReason.OutputAdded output) {
            return subject(output.key());
        } else if (reason instanceof StaleReason.OutputMissing output) {
            return subject(output.output());
        } else if (reason instanceof StaleReason.OutputUnreadable output) {
            return subject(output.key());
        }
        return ofDeclaration(reason);
    }

    private static ReasonData ofDeclaration(StaleReason reason) {
        if (reason instanceof StaleReason.ParameterChanged parameter) {
            return new ReasonData(
                    parameter.key(),
                    parameter.recorded().orElse(null),
                    parameter.current().orElse(null));
        } else if (reason instanceof StaleReason.ArtifactVersionChanged version) {
            return new ReasonData(
                    version.key(),
                    version.recorded().orElse(null),
                    version.current().orElse(null));
        } else if (reason instanceof StaleReason.OutputDirectoryChanged directory) {
            return new ReasonData(null, directory.recorded(), directory.current());
        } else if (reason instanceof StaleReason.OutputDirectoryMissing directory) {
            return subject(directory.directory().toString());
        } else if (reason instanceof CodeReason.CodeChanged code) {
            return subject(code.method());
        } else if (reason instanceof CodeReason.CodeAdded code) {
            return subject(code.method());
        } else if (reason instanceof CodeReason.CodeRemoved code) {
            return subject(code.method());
        } else if (reason instanceof CodeReason.CodeKindChanged code) {
            return new ReasonData(null, code.recorded(), code.current());
        }
        return ofRecord(reason);
    }

    private static ReasonData ofRecord(StaleReason reason) {
        if (reason instanceof StaleReason.ManifestAbsent manifest) {
            return subject(manifest.file().toString());
        } else if (reason instanceof StaleReason.ManifestUnreadable manifest) {
            return subject(manifest.file().toString());
        } else if (reason instanceof StaleReason.ManifestVersionUnsupported manifest) {
            return new ReasonData(null, manifest.version(), null);
        } else if (reason instanceof StaleReason.ManifestOfAnotherStep manifest) {
            return new ReasonData(null, manifest.recorded(), null);
        } else if (reason instanceof StaleReason.PreviousRunUnfinished run) {
            return new ReasonData(null, run.startedAt().toString(), null);
        } else if (reason instanceof StaleReason.Expired run) {
            return new ReasonData(
                    null,
                    run.completedAt().toString(),
                    run.now().map(Instant::toString).orElse(null));
        }
        return NONE;
    }

    private static ReasonData subject(String subject) {
        return new ReasonData(subject, null, null);
    }
}
