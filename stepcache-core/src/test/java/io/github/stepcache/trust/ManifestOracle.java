package io.github.stepcache.trust;

import io.github.stepcache.manifest.HostileManifest;
import io.github.stepcache.trust.ManifestVictim.World;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says of a hostile manifest what may become of it: at most those over which nothing that is compared has changed may
 * pass for fresh. It knows nothing of how the cache reads.
 */
final class ManifestOracle {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final List<String> COMPARED =
            List.of("step_name", "input_hashes", "artifact_versions", "parameters", "code", "state");

    private final byte[] original;
    private final JsonNode written;
    private final boolean reference;

    ManifestOracle(byte[] original, boolean reference) {
        this.original = original;
        this.written = MAPPER.readTree(original);
        this.reference = reference;
    }

    /** Tell whether the step may be fresh over this manifest. */
    boolean allowsFresh(HostileManifest hostile, World world) {
        if (world == World.INPUTS_CHANGED || (world == World.OUTPUTS_DAMAGED && reference)) {
            return false;
        }
        boolean noticed = !hostile.sealed() && !Arrays.equals(hostile.bytes(), original);
        if (noticed && !reference) {
            return false;
        }
        JsonNode now = tree(hostile);
        boolean same = COMPARED.stream().allMatch(field -> now.path(field).equals(written.path(field)));
        return same && outputsAllowFresh(now.path("output_hashes"), world);
    }

    /** Without hashes, the reference's rule holds, by which outputs only have to exist (5.2). */
    private boolean outputsAllowFresh(JsonNode hashes, World world) {
        if (hashes.isMissingNode()) {
            return true;
        }
        return world == World.UNCHANGED
                && written.path("output_hashes").properties().stream()
                        .allMatch(output -> output.getValue().equals(hashes.path(output.getKey())));
    }

    /** Tell whether the reference's rule, which looks at less, allows it: versions recorded beside the given do not count. */
    boolean allowsFreshForReference(HostileManifest hostile, World world) {
        boolean noticed = !hostile.sealed() && !Arrays.equals(hostile.bytes(), original);
        if (world == World.INPUTS_CHANGED || (noticed && !reference)) {
            return false;
        }
        JsonNode now = tree(hostile);
        return now.path("input_hashes").equals(written.path("input_hashes"))
                && now.path("step_name").equals(written.path("step_name"))
                && written.path("artifact_versions").properties().stream()
                        .allMatch(version -> version.getValue()
                                .equals(now.path("artifact_versions").path(version.getKey())))
                && !(world == World.OUTPUTS_DAMAGED && reference);
    }

    /** Tell whether the value on record is the one that the step returned. */
    boolean hasTheValue(HostileManifest hostile) {
        return tree(hostile).path("result").equals(written.path("result"));
    }

    private static JsonNode tree(HostileManifest hostile) {
        try {
            return MAPPER.readTree(hostile.bytes());
        } catch (JacksonException e) {
            return MAPPER.missingNode();
        }
    }
}
