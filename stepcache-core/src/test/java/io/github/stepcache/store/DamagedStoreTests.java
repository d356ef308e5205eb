package io.github.stepcache.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.LogCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever becomes of the files of a store, it gives what was kept or nothing. */
class DamagedStoreTests {

    private static final String TEXT = "what the run left";

    @TempDir
    private Path temp;

    private StoreBench bench;
    private OutputStore store;

    @BeforeEach
    void keepSomething() throws IOException {
        bench = new StoreBench(temp);
        store = bench.builder().build();
        bench.write("deep/a", TEXT);
        bench.write("b", "b");
        bench.keep(store, "k");
    }

    @Test
    void missingContentIsAMissOfWhichNobodyIsToldAndMakesNoDirectory() throws IOException {
        Files.delete(bench.blob(TEXT));
        Path back = temp.resolve("not/made/yet");
        try (LogCapture log = new LogCapture()) {
            assertThat(store.fetch(StoredRun.key("k"), entry -> Optional.empty(), back, TransferWatch.NONE))
                    .isEmpty();
            assertThat(log.warnings()).isEmpty();
        }
        assertThat(bench.told).isEmpty();
        assertThat(temp.resolve("not")).doesNotExist();
    }

    private enum Damage {
        TRUNCATED {
            @Override
            void to(Path file) throws IOException {
                Files.writeString(file, TEXT.substring(1));
            }
        },
        EMPTY {
            @Override
            void to(Path file) throws IOException {
                Files.writeString(file, "");
            }
        },
        EXTENDED {
            @Override
            void to(Path file) throws IOException {
                Files.writeString(file, TEXT + "\n");
            }
        },
        FLIPPED {
            @Override
            void to(Path file) throws IOException {
                Files.writeString(file, TEXT.replace('r', 's'));
            }
        },
        DIRECTORY {
            @Override
            void to(Path file) throws IOException {
                Files.delete(file);
                Files.writeString(Files.createDirectory(file).resolve("x"), TEXT);
            }
        },
        LINK_TO_THE_SAME {
            @Override
            void to(Path file) throws IOException {
                Path elsewhere = file.resolveSibling("elsewhere");
                Files.move(file, elsewhere);
                Files.createSymbolicLink(file, elsewhere);
            }
        },
        LINK_TO_NOTHING {
            @Override
            void to(Path file) throws IOException {
                Files.delete(file);
                Files.createSymbolicLink(file, Path.of("nothing"));
            }
        };

        abstract void to(Path file) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void damagedContentIsSetAsideAndReportedOnceAndKeptAnew(Damage damage) throws IOException {
        damage.to(bench.blob(TEXT));
        try (LogCapture log = new LogCapture()) {
            assertThat(bench.fetch(store, "k")).isEmpty();
            assertThat(bench.fetch(store, "k")).isEmpty();

            assertThat(bench.told).containsExactly("damaged local " + StoreBench.hash(TEXT));
            assertThat(log.warnings()).hasSize(1).first().asString().contains(StoreBench.hash(TEXT));
        }
        assertThat(bench.blob(TEXT)).doesNotExist();
        assertThat(bench.directory.resolve("bad")).isDirectoryContaining(path -> true);
        assertThat(bench.keep(store, "k")).isEmpty();
        assertThat(bench.fetch(store, "k").orElseThrow().resolve("deep/a")).hasContent(TEXT);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FLIPPED")
    void whatIsNoSuchContentIsReplacedWhenTheSameIsKept(Damage damage) throws IOException {
        damage.to(bench.blob(TEXT));

        assertThat(bench.keep(store, "other")).isEmpty();

        assertThat(bench.told).containsExactly("damaged local " + StoreBench.hash(TEXT));
        assertThat(bench.fetch(store, "k").orElseThrow().resolve("deep/a")).hasContent(TEXT);
        assertThat(Files.readString(bench.out.resolve("deep/a"))).isEqualTo(TEXT);
    }

    @Test
    void damageThatComesAgainIsReportedAgain() throws IOException {
        for (int times = 0; times < 2; times++) {
            Damage.FLIPPED.to(bench.blob(TEXT));
            assertThat(bench.fetch(store, "k")).isEmpty();
            bench.keep(store, "k");
        }
        assertThat(bench.told).hasSize(2);
    }

    /** A link to elsewhere may be what somebody wants; what is behind it is looked at all the same. */
    @Test
    void linkInThePlaceOfAFolderGivesNothingWrong() throws IOException {
        Path folder = bench.blob(TEXT).getParent();
        Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve(StoreBench.hash(TEXT)), TEXT.replace('r', 's'));
        Files.writeString(elsewhere.resolve("precious"), "p");
        Files.delete(bench.blob(TEXT));
        Files.delete(folder);
        Files.createSymbolicLink(folder, elsewhere);

        assertThat(bench.fetch(store, "k")).isEmpty();
        assertThat(bench.keep(store, "k")).isEmpty();
        assertThat(bench.fetch(store, "k").orElseThrow().resolve("deep/a")).hasContent(TEXT);
        assertThat(elsewhere.resolve("precious")).hasContent("p");
    }

    @Test
    void eachByteOfARecordCounts() throws IOException {
        byte[] record = Files.readAllBytes(bench.record("k"));
        for (int place = 0; place < record.length; place++) {
            byte[] flipped = record.clone();
            flipped[place] ^= (byte) (1 << (place % 8));
            Files.write(bench.record("k"), flipped);

            assertThat(bench.fetch(store, "k")).as("byte " + place).isEmpty();
        }
        for (int length = 0; length < record.length; length += 7) {
            Files.write(bench.record("k"), java.util.Arrays.copyOf(record, length));

            assertThat(bench.fetch(store, "k")).as("length " + length).isEmpty();
        }
        assertThat(bench.keep(store, "k")).isEmpty();
        assertThat(bench.fetch(store, "k")).isPresent();
    }

    @Test
    void recordThatIsADirectoryOrALinkIsNoneAndIsReplaced() throws IOException {
        Path record = bench.record("k");
        Path elsewhere = Files.move(record, temp.resolve("elsewhere"));
        Files.createSymbolicLink(record, elsewhere);
        assertThat(bench.fetch(store, "k")).isEmpty();
        Files.delete(record);
        Files.writeString(Files.createDirectory(record).resolve("x"), "x");
        assertThat(bench.fetch(store, "k")).isEmpty();

        assertThat(bench.keep(store, "k")).isEmpty();
        assertThat(bench.fetch(store, "k")).isPresent();
    }

    @Test
    void recordOfAnotherKeyIsNotBelieved() throws IOException {
        Files.createDirectories(bench.record("other").getParent());
        Files.copy(bench.record("k"), bench.record("other"));

        assertThat(bench.fetch(store, "other")).isEmpty();
    }

    @Test
    void recordWithoutTheSecretIsNotBelieved() throws IOException {
        try (OutputStore signing = bench.builder()
                .secret("a secret of some length".getBytes(UTF_8))
                .build()) {
            assertThat(bench.fetch(signing, "k")).isEmpty();
            assertThat(bench.keep(signing, "k")).isEmpty();
            assertThat(bench.fetch(signing, "k")).isPresent();
        }
    }

    @Test
    void directoryThatIsDeletedMeanwhileIsMadeAgain() throws IOException {
        for (String part : new String[] {"cas", "ac", "tmp", "."}) {
            delete(bench.directory.resolve(part).normalize());
            Optional<Path> back = bench.fetch(store, "k");
            assertThat(back.isPresent()).as(part).isEqualTo(part.equals("tmp"));

            assertThat(bench.keep(store, "k")).isEmpty();
            assertThat(bench.fetch(store, "k")).isPresent();
        }
        assertThat(bench.told).isEmpty();
    }

    private static void delete(Path directory) throws IOException {
        new StagedOutputs(directory).clear();
        Files.delete(directory);
    }
}
