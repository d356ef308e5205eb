package io.github.stepcache.docs;

/** A step that is declared on an interface. */
public interface Cleaning {

    @CleaningStep(outputDir = "out/clean/#{#study}")
    void clean(String study);
}
