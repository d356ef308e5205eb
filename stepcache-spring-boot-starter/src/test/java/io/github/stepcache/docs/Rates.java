package io.github.stepcache.docs;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.spring.Workspace;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Steps that end later than their methods return. */
@Service
public class Rates {

    private final Workspace work;

    public Rates(Workspace work) {
        this.work = work;
    }

    @CachedStep(name = "rates", outputDir = "out/rates", requiredOutputs = "rates.json", expireAfter = "P1D")
    public CompletableFuture<Integer> fetch() {
        return CompletableFuture.supplyAsync(() -> download(Path.of("out/rates/rates.json")));
    }

    @CachedStep(name = "table", inputs = "out/rates", outputDir = "out/table", requiredOutputs = "table.csv")
    public Mono<Integer> table() {
        return Mono.fromCallable(() -> download(Path.of("out/table/table.csv")));
    }

    private int download(Path file) {
        work.run(file.toString(), file.toString());
        return 3;
    }
}
