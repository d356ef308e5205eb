package io.github.stepcache.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.stepcache.ManifestStuckException;
import io.github.stepcache.fingerprint.IndexedStep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is mounted over inputs and outputs shows, and where times are whole seconds the index proves nothing. */
@Tag("trust")
class IndexMountTests {

    private static final String EDIT = "touch -r in/a.csv ref; printf X > in/a.csv; touch -r ref in/a.csv";

    @TempDir
    private Path temp;

    private Path base;
    private IndexedStep step;

    @BeforeEach
    void makeATree() throws Exception {
        base = Files.createDirectory(temp.toRealPath().resolve("base"));
        step = new IndexedStep(base, IndexedStep.declare("in", "lit").build());
    }

    @AfterEach
    void unmount() throws Exception {
        shell("cd /; for place in $(grep -o '" + temp.toRealPath() + "[^ ]*' /proc/mounts | sort -r); "
                + "do umount --lazy $place; done");
    }

    private void plant() throws Exception {
        shell("mkdir -p in/sub in/empty side; printf a > in/a.csv; printf c > in/sub/c.csv; printf l > lit; "
                + "cp -a in/sub lit side; printf X > side/x; touch -r in/a.csv side/x");
        step.remember();
    }

    @ParameterizedTest
    @CsvSource({
        "false, mount -t tmpfs stepcache-index in/sub",
        "true, mount -t tmpfs stepcache-index in/empty",
        "false, mount -t tmpfs stepcache-index in",
        "true, mount --bind side/sub in/sub",
        "false, mount --bind side in/sub",
        "false, mount --bind side/sub in/empty",
        "false, mount --bind side/x in/a.csv",
        "true, mount --bind side/lit lit",
        "false, mount --bind side/x lit",
        "false, mount --bind side/x out/o",
        "true, mount --bind side/x in/a.csv; umount in/a.csv",
        "true, mount -t tmpfs stepcache-index in; umount in",
        "true, mount --bind . ."
    })
    void whatIsMountedOverInputsAndOutputsShows(boolean fresh, String script) throws Exception {
        plant();
        assertThat(step.isProved()).isTrue();

        shell(script);

        assertThat(step.decide().isFresh()).isEqualTo(fresh);
    }

    @ParameterizedTest
    @CsvSource({
        "mkfifo in/p.csv, mount --bind side/x in/p.csv",
        "printf q > in/q.csv; mount --bind /dev/null in/q.csv, umount in/q.csv"
    })
    void fileThatAppearsInThePlaceOfASpecialFileShows(String before, String after) throws Exception {
        shell("mkdir in; " + before);
        plant();
        assertThat(step.decide().isFresh()).isTrue();

        shell(after);

        assertThat(step.decide().isFresh()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"lower=lower", "lower=lower:more"})
    void overlayWithAnotherLayerBelowShows(String layers) throws Exception {
        String mount = "mount -t overlay overlay -o upperdir=upper,workdir=work,";
        shell("mkdir -p lower/d more/d upper work in; printf a > lower/d/a.csv; printf m > more/d/m.csv; " + mount
                + "lowerdir=lower in; printf b > in/d/b.csv");
        plant();
        assertThat(step.decide().isFresh()).isTrue();

        shell("umount in; printf n > lower/d/n.csv; " + mount + layers.replace("lower=", "lowerdir=") + " in");

        assertThat(step.decide().isFresh()).isFalse();
    }

    @Test
    void indexOfAnotherUserProvesNothing() throws Exception {
        plant();
        assertThat(step.isProved()).isTrue();

        shell("chown 65534 out/.s.index");

        assertThat(step.isProved()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readOnlyOutputDirectoryChangesNoDecision(boolean indexed) throws Exception {
        shell("mkdir in; head -c 1000000 /dev/zero > in/big");
        plant();
        shell((indexed ? "" : "rm out/.s.index; ") + "mount --bind out out; mount -o remount,bind,ro out");

        assertThat(step.isProved()).isEqualTo(indexed);
        assertThat(step.decide().isFresh()).isTrue();
        assertThat(step.run().executed()).isFalse();

        shell(EDIT);

        assertThat(step.decide().isFresh()).isFalse();
        assertThatThrownBy(step::run).isInstanceOf(ManifestStuckException.class);

        shell("umount out");

        assertThat(step.decide().isFresh()).isFalse();
        assertThat(step.run().remembered()).isTrue();
        assertThat(step.decide().isFresh()).isTrue();
    }

    @Test
    void wholeSecondsProveNothing() throws Exception {
        shell("truncate -s 16M ../image; mkfs.ext4 -q -F -I 128 ../image 2>/dev/null; mount -o loop ../image .");
        plant();

        assertThat(step.isProved()).isFalse();
        assertThat(step.decide().isFresh()).isTrue();

        shell(EDIT);

        assertThat(step.decide().isFresh()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"ext4 -q -F -b 4096", "ext2 -q -F -I 256"})
    void editsOnAFreshlyMountedDiskShowAlsoAfterItWasMountedAgain(String make) throws Exception {
        shell("truncate -s 16M ../image; mkfs." + make + " ../image 2>/dev/null; mount -o loop ../image .");
        plant();
        shell("base=$PWD; cd ..; umount $base; mount -o loop image $base");
        assertThat(step.decide().isFresh()).isTrue();

        shell(EDIT);
        shell("base=$PWD; cd ..; umount $base; mount -o loop image $base");

        assertThat(step.decide().isFresh()).isFalse();
    }

    private void shell(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-ec", script)
                .directory(base.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(script + ": " + said).isZero();
    }
}
