package io.github.stepcache.report;

import io.github.stepcache.graph.StepOutline;
import io.github.stepcache.history.StepJournal;
import io.github.stepcache.step.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/**
 * Writes a page about all steps that were asked for, when the application ends. Where it cannot be written, one warning
 * says so, and the application ends as it would have.
 */
public final class StepReport implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(StepReport.class);

    private final String title;
    private final Path baseDir;
    private final Path file;
    private final StepJournal journal;
    private final Supplier<List<StepOutline>> declared;
    private final Clock clock;

    /**
     * Set up.
     *
     * @param title what the page is about
     * @param baseDir what paths are relative to
     * @param file where to write the page
     * @param journal what became of the steps
     * @param declared where the steps read and write that the application declares
     * @param clock tells when the page was written
     */
    public StepReport(
            String title,
            Path baseDir,
            Path file,
            StepJournal journal,
            Supplier<List<StepOutline>> declared,
            Clock clock) {
        this.title = title;
        this.baseDir = baseDir;
        this.file = baseDir.resolve(file);
        this.journal = journal;
        this.declared = declared;
        this.clock = clock;
    }

    /** Write the page, unless no step was asked for: an older page then still tells of the last run. */
    public synchronized void write() {
        if (journal.latest().isEmpty()) {
            return;
        }
        try {
            requireBaseDir();
            Report report = Report.of(title, clock.instant(), journal, declared.get(), baseDir);
            new ReportFile(file).write(ReportPage.render(report));
            LOG.info("The report on {} steps is at {}", report.steps().size(), Quoted.of(file));
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.warn("The report {} could not be written: {}", Quoted.of(file), Quoted.line(e.toString()));
        }
    }

    /** A tree that was removed meanwhile, as by a test, is not to come up again with a page in it. */
    private void requireBaseDir() throws IOException {
        if (!Files.isDirectory(baseDir)) {
            throw new NoSuchFileException(baseDir.toString(), null, "the base directory is gone");
        }
    }

    @Override
    public void destroy() {
        write();
    }
}
