package io.github.stepcache.demo.clean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.stepcache.demo.RawData;
import io.github.stepcache.demo.clean.CleaningSummary.Dropped;
import io.github.stepcache.demo.files.Jsonl;
import io.github.stepcache.demo.files.Workspace;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleaningTests {

    /** The first row of the strikes, as the raw file has it. */
    private static final String FIRST_STRIKE =
            "BARKSDALE AIR FORCE BASE ARPT,T-38A,None,1990-01-08,MILITARY,Louisiana,Climb,Large,Turkey vulture,Day,0,0,0,300";

    @TempDir
    Path baseDir;

    private Workspace workspace;

    private Cleaning cleaning;

    @BeforeEach
    void copyRawData() throws IOException {
        workspace = RawData.copyTo(baseDir);
        cleaning = new Cleaning(workspace);
    }

    @Test
    void allRowsOfTheRealDataAreKept() throws IOException {
        assertThat(clean("airports")).isEqualTo(new CleaningSummary("airports", 3_376, 3_376, 0, List.of()));
        assertThat(clean("birdstrikes")).isEqualTo(new CleaningSummary("birdstrikes", 10_000, 10_000, 24, List.of()));
        assertThat(clean("flights-airport"))
                .isEqualTo(new CleaningSummary("flights-airport", 5_366, 5_366, 0, List.of()));
    }

    @Test
    void aRowIsTyped() throws IOException {
        assertThat(cleanStrikes().get(0))
                .isEqualTo(new Strike(
                        LocalDate.of(1990, 1, 8),
                        "BARKSDALE AIR FORCE BASE ARPT",
                        UsState.LA,
                        "T-38A",
                        "MILITARY",
                        "Climb",
                        "None",
                        "Large",
                        "Turkey vulture",
                        "Day",
                        0L,
                        0L,
                        0L,
                        300));
    }

    @Test
    void theLastRowNeedsNoLineBreak() throws IOException {
        assertThat(cleanStrikes()).last().extracting(Strike::speedKnots).isEqualTo(140);
    }

    @Test
    void theSpeedIsMissingInMoreThanAQuarterOfTheRows() throws IOException {
        assertThat(cleanStrikes())
                .filteredOn(strike -> strike.speedKnots() == null)
                .hasSize(2_836);
    }

    @Test
    void theCostsOfAStrikeAddUp() throws IOException {
        assertThat(cleanStrikes())
                .allMatch(strike -> Objects.equals(
                        strike.totalCost(),
                        Objects.requireNonNull(strike.repairCost()) + Objects.requireNonNull(strike.otherCost())));
    }

    @Test
    void quotedCellsKeepTheirCommasAndQuotes() throws IOException {
        assertThat(cleanAirports()).extracting(Airport::name).contains("Dr. C.P. Savage, Sr.", "W. H. \"Bud\" Barron");
    }

    @Test
    void theStateBehindACityIsCutOff() throws IOException {
        assertThat(airport("N25").city()).isEqualTo("Westport");
        assertThat(airport("PUW").city()).isEqualTo("Pullman/Moscow");
    }

    @Test
    void runsOfSpacesAreOne() throws IOException {
        assertThat(airport("SDM").name()).isEqualTo("Brown Municipal");
    }

    @Test
    void naMeansThatThereIsNone() throws IOException {
        assertThat(cleanAirports())
                .filteredOn(airport -> airport.state() == null)
                .hasSize(12)
                .allMatch(airport -> airport.city() == null);
    }

    @Test
    void theNorthernMarianasHaveTheirPostalCode() throws IOException {
        assertThat(airport("GSN").state()).isEqualTo(UsState.MP);
    }

    @Test
    void degreesKeepAllTheirDigits() throws IOException {
        assertThat(airport("00M").latitude()).isEqualTo(new BigDecimal("31.95376472"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    turns line ends to LF   | \\r\\n                  | \\n
                    quotes a cell           | T-38A                  | "T-38A"
                    adds white space        | Turkey vulture         | '  Turkey  vulture '
                    writes the FAA's date   | 1990-01-08             | 1/8/1990 0:00
                    writes the state's code | Louisiana              | LA
                    writes dollars          | Day,0,0,0,300          | Day,$0.00,"$0",0,300
                    """)
    void anEditThatMeansTheSameComesOutTheSame(String what, String from, String to) throws IOException {
        clean("birdstrikes");
        byte[] before = Files.readAllBytes(workspace.cleaned("birdstrikes"));

        edit("birdstrikes", raw -> raw.replace(unescape(from), unescape(to)));
        clean("birdstrikes");

        assertThat(workspace.cleaned("birdstrikes")).as(what).hasBinaryContent(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1990-01-08 | 1990-02-30   | 'Flight Date' is "1990-02-30", not a date
                    1990-01-08 | NA           | 'Flight Date' is "", not a date
                    Louisiana  | Lousiana     | 'Origin State' is "Lousiana", not a state
                    0,0,0      | 0,-5,0       | 'Cost Repair' is "-5", not an amount in whole dollars
                    0,0,0      | 0,"1,23",0   | 'Cost Repair' is "1,23", not an amount in whole dollars
                    300        | fast         | 'Speed IAS in knots' is "fast", not a whole number
                    """, quoteCharacter = '^')
    void aRowThatMakesNoSenseIsDroppedAndNamed(String from, String to, String why) throws IOException {
        edit("birdstrikes", raw -> raw.replace(FIRST_STRIKE, FIRST_STRIKE.replace(from, to)));

        CleaningSummary summary = clean("birdstrikes");

        assertThat(summary.dropped()).containsExactly(new Dropped(2, why));
        assertThat(summary.rowsIn()).isEqualTo(10_000);
        assertThat(summary.rowsOut()).isEqualTo(9_999);
    }

    @Test
    void costsAreReadWithTheirDollarSignAndCommas() throws IOException {
        edit("birdstrikes", raw -> raw.replace(FIRST_STRIKE, FIRST_STRIKE.replace("0,0,0", "0,\"$1,234\",")));

        Strike strike = cleanStrikes().get(0);

        assertThat(strike.repairCost()).isEqualTo(1_234);
        assertThat(strike.totalCost()).isNull();
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstColumn() throws IOException {
        edit("airports", raw -> "\uFEFF" + raw);

        assertThat(clean("airports").rowsOut()).isEqualTo(3_376);
    }

    @Test
    void aMissingColumnFailsTheStep() throws IOException {
        edit("airports", raw -> raw.replaceFirst("iata", "code"));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> cleaning.clean("airports"))
                .withMessageStartingWith("There is no column 'iata'; the columns are [code, name, ");
    }

    @Test
    void aRowWithTooFewCellsFailsTheStep() throws IOException {
        edit("flights-airport", raw -> raw.replaceFirst("ABE,BHM,1", "ABE,BHM"));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> cleaning.clean("flights-airport"))
                .withMessage(
                        "'%s' cannot be read as CSV: Record 3 has 2 fields, but first record had 3 fields",
                        workspace.raw("flights-airport"));
    }

    @Test
    void anUnknownDataSetIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> cleaning.clean("weather"))
                .withMessage("There is no data set 'weather'; there are [airports, birdstrikes, flights-airport]");
    }

    private CleaningSummary clean(String dataset) throws IOException {
        cleaning.clean(dataset);
        return Jsonl.read(workspace.cleaningSummary(dataset), CleaningSummary.class)
                .get(0);
    }

    private List<Strike> cleanStrikes() throws IOException {
        clean("birdstrikes");
        return Jsonl.read(workspace.cleaned("birdstrikes"), Strike.class);
    }

    private List<Airport> cleanAirports() throws IOException {
        clean("airports");
        return Jsonl.read(workspace.cleaned("airports"), Airport.class);
    }

    private Airport airport(String iata) throws IOException {
        return cleanAirports().stream()
                .filter(airport -> airport.iata().equals(iata))
                .findFirst()
                .orElseThrow();
    }

    private void edit(String dataset, UnaryOperator<String> edit) throws IOException {
        String before = Files.readString(workspace.raw(dataset), UTF_8);
        String after = edit.apply(before);
        assertThat(after).as("the edit found its place").isNotEqualTo(before);
        Files.writeString(workspace.raw(dataset), after, UTF_8);
    }

    private static String unescape(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n");
    }
}
