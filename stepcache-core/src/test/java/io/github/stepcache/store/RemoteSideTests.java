package io.github.stepcache.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Remote stores are asked after the local one, which they fill, and get what is kept where that is wanted. */
class RemoteSideTests {

    @TempDir
    private Path temp;

    private final MemoryRemote far = new MemoryRemote("memory://far");
    private final MemoryRemote farther = new MemoryRemote("memory://farther");
    private StoreBench here;
    private StoreBench there;

    @BeforeEach
    void makeOutputsOnAnotherMachine() throws IOException {
        here = new StoreBench(Files.createDirectory(temp.resolve("here")));
        there = new StoreBench(Files.createDirectory(temp.resolve("there")));
        there.write("deep/a", "aaaa");
        there.write("b", "bb");
        Files.createDirectory(there.out.resolve("empty"));
    }

    private OutputStore reading(StoreBench bench) {
        return bench.builder().remote(far).attempts(1).build();
    }

    private OutputStore writing(StoreBench bench) {
        return bench.builder().remote(far).push(true).attempts(1).build();
    }

    @Test
    void whatOneMachinePushesAnotherOneFetchesAndThenHas() throws IOException {
        assertThat(there.keep(writing(there), "k")).isEmpty();
        OutputStore store = reading(here);
        Path back = here.fetch(store, "k").orElseThrow();

        assertThat(StoredRun.of("k", back)).isEqualTo(StoredRun.of("k", there.out));
        assertThat(there.told).contains("sent memory://far 4", "sent memory://far 2");
        assertThat(here.told).contains("received memory://far 4", "received memory://far 2");

        far.content.clear();
        int asked = far.asked.get();
        assertThat(here.fetch(store, "k")).isPresent();
        assertThat(far.asked).hasValue(asked);
        assertThat(here.files("tmp")).isEmpty();
        assertThat(there.files("tmp")).isEmpty();
    }

    @Test
    void nothingIsPushedUnlessThatIsWanted() throws IOException {
        there.keep(reading(there), "k");

        assertThat(far.content).isEmpty();
        assertThat(far.asked).hasValue(0);
    }

    @Test
    void whatTheRemoteStoreHasIsNotSentAgain() throws IOException {
        OutputStore store = writing(there);
        there.keep(store, "k");
        there.told.clear();
        there.write("b", "another");
        there.keep(store, "other");

        assertThat(there.told).contains("sent memory://far 7").doesNotContain("sent memory://far 4");
    }

    @Test
    void recordIsOnlySentBehindAllContents() throws IOException {
        far.broken.add("cas/" + StoreBench.hash("bb"));

        assertThat(there.keep(writing(there), "k")).isEmpty();

        assertThat(far.content).doesNotContainKey("ac/" + StoredRun.key("k").hash());
        assertThat(there.told).contains("failed memory://far: it does not like to");
        assertThat(there.fetch(writing(there), "k")).isPresent();
    }

    @Test
    void contentThatIsMissingBehindARecordIsAMissAndLeavesNothing() throws IOException {
        there.keep(writing(there), "k");
        far.content.remove("cas/" + StoreBench.hash("bb"));
        OutputStore store = reading(here);

        assertThat(here.fetch(store, "k")).isEmpty();
        assertThat(here.base.resolve("back1")).isEmptyDirectory();
        assertThat(here.files("ac")).isEmpty();
        assertThat(here.files("tmp")).isEmpty();
    }

    @Test
    void wrongContentIsNeitherUsedNorKeptAndReplacedByTheNextPush() throws IOException {
        there.keep(writing(there), "k");
        far.content.put("cas/" + StoreBench.hash("bb"), "bc".getBytes(UTF_8));
        OutputStore store = writing(here);

        assertThat(here.fetch(store, "k")).isEmpty();
        assertThat(here.fetch(store, "k")).isEmpty();
        assertThat(here.told)
                .filteredOn(told -> told.startsWith("damaged"))
                .containsExactly("damaged memory://far " + StoreBench.hash("bb"));
        assertThat(here.files("cas")).doesNotContain(here.blob("bb"));

        store.keep(StoredRun.of("k", there.out), there.out, TransferWatch.NONE);
        assertThat(far.content.get("cas/" + StoreBench.hash("bb")))
                .asString(UTF_8)
                .isEqualTo("bb");
    }

    /** Else, what is wrong here would be wrong everywhere, and nobody would ever replace it there. */
    @Test
    void damagedContentIsNotPushed() throws IOException {
        there.keep(reading(there), "k");
        Files.writeString(there.blob("bb"), "bc");

        there.keep(writing(there), "k");

        assertThat(far.content.keySet())
                .doesNotContain(
                        "cas/" + StoreBench.hash("bb"),
                        "ac/" + StoredRun.key("k").hash());
        there.keep(writing(there), "k");
        assertThat(far.content.get("cas/" + StoreBench.hash("bb")))
                .asString(UTF_8)
                .isEqualTo("bb");
    }

    @Test
    void damagedLocalContentComesAnewFromTheRemoteStore() throws IOException {
        OutputStore store = writing(there);
        there.keep(store, "k");
        Files.writeString(there.blob("bb"), "bc");
        Files.delete(there.blob("aaaa"));

        Path back = there.fetch(store, "k").orElseThrow();

        assertThat(StoredRun.of("k", back)).isEqualTo(StoredRun.of("k", there.out));
        assertThat(there.told).contains("damaged local " + StoreBench.hash("bb"));
        assertThat(there.blob("bb")).hasContent("bb");
    }

    @Test
    void nextRemoteStoreIsAskedWhereOneFailsOrHasWrongContent() throws IOException {
        there.keep(writing(there), "k");
        farther.content.putAll(far.content);
        OutputStore store =
                here.builder().remote(far).remote(farther).attempts(1).build();
        far.content.put("cas/" + StoreBench.hash("bb"), "bc".getBytes(UTF_8));
        far.broken.add("cas/" + StoreBench.hash("aaaa"));

        assertThat(here.fetch(store, "k")).isPresent();

        far.broken.add("ac/");
        there.write("c", "c");
        there.keep(there.builder().remote(farther).push(true).build(), "other");
        assertThat(here.fetch(store, "other")).isPresent();
    }

    @Test
    void recordThatNobodySignedIsNotBelieved() throws IOException {
        there.keep(writing(there), "k");
        OutputStore careful = here.builder()
                .remote(far)
                .secret("a secret of some length".getBytes(UTF_8))
                .build();

        assertThat(here.fetch(careful, "k")).isEmpty();
        assertThat(here.files("cas")).isEmpty();
    }

    @Test
    void problemsOfRemoteStoresAreToldOneALine() {
        far.broken.add("ac/check");

        assertThat(here.builder().remote(far).remote(farther).build().problems())
                .containsExactly("memory://far: it does not like to");
    }
}
