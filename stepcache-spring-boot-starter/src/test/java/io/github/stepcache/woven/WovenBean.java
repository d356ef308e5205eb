package io.github.stepcache.woven;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.spring.Workspace;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** A bean with steps that proxies see, and with steps that they do not. */
public class WovenBean implements Generic<String> {

    private final Workspace work;

    public WovenBean(Workspace work) {
        this.work = work;
    }

    @CachedStep(name = "plain", outputDir = "out", requiredOutputs = "plain")
    public String plain() {
        work.run("plain", "out/plain");
        return "run " + work.runs().size();
    }

    @CachedStep(name = "future", outputDir = "out", requiredOutputs = "future")
    public CompletableFuture<String> future() {
        return CompletableFuture.supplyAsync(() -> {
            work.run("future", "out/future");
            return "run " + work.runs().size();
        });
    }

    public CompletableFuture<String> callsFuture() {
        return future();
    }

    @CachedStep(name = "mono", outputDir = "out", requiredOutputs = "mono")
    public Mono<String> mono() {
        return Mono.fromCallable(() -> {
            work.run("mono", "out/mono");
            return "run " + work.runs().size();
        });
    }

    public Mono<String> callsMono() {
        return mono();
    }

    public String callsPlain() {
        return plain();
    }

    @CachedStep(name = "hidden-#{#year}", outputDir = "out", requiredOutputs = "hidden-#{#year}")
    private String hidden(int year) {
        work.run("hidden", "out/hidden-" + year);
        return "run " + work.runs().size();
    }

    public String callsHidden(int year) {
        return hidden(year);
    }

    @CachedStep(name = "static", outputDir = "out", requiredOutputs = "static", parameters = CachedStep.NO_PARAMETERS)
    static String ofTheClass(Workspace work) {
        work.run("static", "out/static");
        return "run " + work.runs().size();
    }

    @CachedStep(name = "depth-#{#depth}", outputDir = "out", requiredOutputs = "depth-#{#depth}")
    public String recursive(int depth) {
        work.run("depth " + depth, "out/depth-" + depth);
        return depth == 0 ? "0" : recursive(depth - 1) + depth;
    }

    @Override
    @CachedStep(name = "generic", outputDir = "out", requiredOutputs = "generic")
    public String generic(String value) {
        work.run("generic", "out/generic");
        return value;
    }

    @CachedStep(name = "retried", outputDir = "out", requiredOutputs = "retried")
    @Retryable(maxRetries = 2, delay = 1)
    public String retried() throws IOException {
        work.run("attempt", "out/retried");
        if (work.runs().size() < 3) {
            throw new IOException("again");
        }
        return "attempt " + work.runs().size();
    }

    @CachedStep(name = "transactional", outputDir = "out", requiredOutputs = "transactional")
    @Transactional
    public void transactional() {
        work.run("transactional", "out/transactional");
    }

    @CachedStep(name = "failing", outputDir = "out", requiredOutputs = "failing", parameters = CachedStep.NO_PARAMETERS)
    private void failing(IOException failure) throws IOException {
        work.run("failing", "out/failing");
        throw failure;
    }

    public void callsFailing(IOException failure) throws IOException {
        failing(failure);
    }
}
