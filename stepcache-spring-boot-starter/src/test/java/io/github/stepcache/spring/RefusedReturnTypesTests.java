package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.annotation.CachedStep;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A type that cannot be replayed is refused at startup (contract 7.3). */
class RefusedReturnTypesTests {

    @TempDir
    private Path dir;

    interface Open {}

    static class AnyObject {
        @CachedStep(outputDir = "out")
        public Object step() {
            return "";
        }
    }

    static class Wildcard {
        @CachedStep(outputDir = "out")
        public List<?> step() {
            return List.of();
        }
    }

    static class NestedObject {
        @CachedStep(outputDir = "out")
        public Map<String, Optional<Object>> step() {
            return Map.of();
        }
    }

    static class MethodVariable {
        @CachedStep(outputDir = "out")
        public <T> T step(T value) {
            return value;
        }
    }

    static class ClassVariable<T> {
        @CachedStep(outputDir = "out")
        public List<T> step() {
            return List.of();
        }
    }

    static class AStream {
        @CachedStep(outputDir = "out")
        public Stream<String> step() {
            return Stream.of();
        }
    }

    static class AnIterator {
        @CachedStep(outputDir = "out")
        public Iterator<String> step() {
            return List.<String>of().iterator();
        }
    }

    static class AnInputStream {
        @CachedStep(outputDir = "out")
        public InputStream step() {
            return new ByteArrayInputStream(new byte[0]);
        }
    }

    static class AFutureOfAnything {
        @CachedStep(outputDir = "out")
        public CompletableFuture<?> step() {
            return CompletableFuture.completedFuture("");
        }
    }

    static class AFutureOfAStream {
        @CachedStep(outputDir = "out")
        public CompletionStage<Stream<String>> step() {
            return CompletableFuture.completedStage(Stream.empty());
        }
    }

    static class AFuture {
        @CachedStep(outputDir = "out")
        public Future<String> step() {
            return CompletableFuture.completedFuture("");
        }
    }

    static class AMonoOfAFuture {
        @CachedStep(outputDir = "out")
        public Mono<CompletableFuture<String>> step() {
            return Mono.empty();
        }
    }

    static class AFlux {
        @CachedStep(outputDir = "out")
        public Flux<String> step() {
            return Flux.empty();
        }
    }

    static class AnInterface {
        @CachedStep(outputDir = "out")
        public @Nullable Open step() {
            return null;
        }
    }

    record Key(String text, int number) {}

    static class AMapWithRecordsForKeys {
        @CachedStep(outputDir = "out")
        public Map<Key, String> step() {
            return Map.of();
        }
    }

    record Download(String name, InputStream content) {}

    static class ARecordOfAStream {
        @CachedStep(outputDir = "out")
        public Download step() {
            return new Download("", new ByteArrayInputStream(new byte[0]));
        }
    }

    record Page<T>(String title, List<T> rows) {}

    static class ARecordOfFutures {
        @CachedStep(outputDir = "out")
        public Page<CompletableFuture<String>> step() {
            return new Page<>("", List.of());
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                AnyObject.class,
                Wildcard.class,
                NestedObject.class,
                MethodVariable.class,
                ClassVariable.class,
                AStream.class,
                AnIterator.class,
                AnInputStream.class,
                AFutureOfAnything.class,
                AFutureOfAStream.class,
                AFuture.class,
                AMonoOfAFuture.class,
                AFlux.class,
                AnInterface.class,
                AMapWithRecordsForKeys.class,
                ARecordOfAStream.class,
                ARecordOfFutures.class
            })
    void startFailsAndNamesMethodAndType(Class<?> bean) {
        Contexts.in(new Workspace(dir), bean)
                .run(context -> assertThat(context.getStartupFailure())
                        .isInstanceOf(InvalidCachedStepException.class)
                        .hasMessageContaining(bean.getName() + ".step: A value of type ")
                        .hasMessageContaining(" cannot be replayed: ")
                        .hasMessageContaining("Return void, or a value that JSON can express"));
    }

    record Tree(String name, List<Tree> children, Map<Integer, Object> notes) {}

    static class ARecordOfItself {
        @CachedStep(outputDir = "out")
        public Tree step() {
            return new Tree("", List.of(), Map.of());
        }
    }

    @Test
    void recordThatHoldsItselfAndOpenTypesIsAllowed() {
        Contexts.in(new Workspace(dir), ARecordOfItself.class)
                .run(context -> assertThat(context).hasNotFailed());
    }
}
