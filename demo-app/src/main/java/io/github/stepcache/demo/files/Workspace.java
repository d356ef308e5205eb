package io.github.stepcache.demo.files;

import java.nio.file.Path;

/**
 * Where the demo's files are: {@code data/raw} is read and {@code out} is written, both below one base directory.
 *
 * <p>The base directory is {@code stepcache.base-dir}, so that the code and the annotations mean the same files.
 *
 * @param baseDir the directory that all paths start from
 */
public record Workspace(Path baseDir) {

    /** Return the directory of the raw files. */
    public Path raw() {
        return baseDir.resolve("data/raw");
    }

    /** Return the raw file of a data set. */
    public Path raw(String dataset) {
        return raw().resolve(dataset + ".csv");
    }

    /** Return the page that says where the raw files come from. */
    public Path sources() {
        return raw().resolve("SOURCES.md");
    }

    /** Return the profile of the raw files' columns. */
    public Path dictionary() {
        return baseDir.resolve("out/dictionary/dictionary.jsonl");
    }

    /** Return the cleaned rows of a data set. */
    public Path cleaned(String dataset) {
        return baseDir.resolve("out/clean").resolve(dataset).resolve(dataset + ".jsonl");
    }

    /** Return what the cleaning of a data set kept and dropped. */
    public Path cleaningSummary(String dataset) {
        return baseDir.resolve("out/clean").resolve(dataset).resolve(dataset + ".summary.json");
    }

    /** Return the strikes counted by one of their properties. */
    public Path strikesBy(String property) {
        return baseDir.resolve("out/strikes").resolve("by-" + property + ".jsonl");
    }

    /** Return the departures of each airport. */
    public Path departures() {
        return baseDir.resolve("out/traffic/departures.jsonl");
    }

    /** Return the departures of each state. */
    public Path departuresByState() {
        return baseDir.resolve("out/traffic/by-state.jsonl");
    }

    /** Return the page that the pipeline is for. */
    public Path report() {
        return baseDir.resolve("out/report/report.html");
    }
}
