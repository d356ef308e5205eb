package io.github.stepcache.docs;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.spring.Workspace;
import java.nio.file.Path;
import org.springframework.stereotype.Service;

/** Calls its own step, which is private. */
@Service
public class Yearbook {

    public void print() {
        chapter(2023);
        chapter(2024);
    }

    @CachedStep(
            name = "chapter-#{#year}",
            inputs = "data/#{#year}.csv",
            outputDir = "out/yearbook",
            requiredOutputs = "#{#year}.txt")
    private void chapter(int year) {
        write(Path.of("out/yearbook", year + ".txt"));
    }

    private final Workspace work;

    public Yearbook(Workspace work) {
        this.work = work;
    }

    private void write(Path file) {
        work.run(file.getFileName().toString(), file.toString());
    }
}
