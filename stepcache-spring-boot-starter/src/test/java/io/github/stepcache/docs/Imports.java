package io.github.stepcache.docs;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.spring.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A step with a transaction and retries. */
@Service
public class Imports {

    private final Workspace work;

    public Imports(Workspace work) {
        this.work = work;
    }

    @CachedStep(name = "import", inputs = "data/raw", outputDir = "out/import", requiredOutputs = "imported.txt")
    @Retryable(maxRetries = 2, delay = 10)
    @Transactional
    public void load() throws IOException {
        insertAll(Path.of("data/raw"));
        write(Path.of("out/import/imported.txt"));
    }

    private void insertAll(Path data) throws IOException {
        work.run(data.toString());
        if (work.runs().size() < 3) {
            throw new IOException("try again");
        }
    }

    private void write(Path file) {
        work.write(file.toString(), "done");
    }
}
