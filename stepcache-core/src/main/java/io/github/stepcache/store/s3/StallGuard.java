package io.github.stepcache.store.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * Breaks off requests whose content nobody takes for a while, answers that hardly move on, and those that are long without
 * being content: clients that block have a time limit for each single read, none for writing, and none for lengths.
 */
final class StallGuard implements SdkHttpClient {

    private final SdkHttpClient client;
    private final long patience;
    private final ScheduledExecutorService timer;

    private StallGuard(SdkHttpClient client, Duration patience) {
        this.client = client;
        this.patience = patience.toNanos();
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "stepcache-s3-timer");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Make the client that the class path has, with these limits. */
    static SdkHttpClient around(Duration patience, int connections, AttributeMap defaults) {
        AttributeMap limits = AttributeMap.builder()
                .put(SdkHttpConfigurationOption.CONNECTION_TIMEOUT, patience)
                .put(SdkHttpConfigurationOption.CONNECTION_ACQUIRE_TIMEOUT, patience)
                .put(SdkHttpConfigurationOption.READ_TIMEOUT, patience)
                .put(SdkHttpConfigurationOption.WRITE_TIMEOUT, patience)
                .put(SdkHttpConfigurationOption.MAX_CONNECTIONS, connections)
                .build()
                .merge(defaults);
        SdkHttpService service = ServiceLoader.load(SdkHttpService.class, SdkHttpService.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> SdkClientException.create("No HTTP client of the AWS SDK is on the class path"));
        return new StallGuard(service.createHttpClientBuilder().buildWithDefaults(limits), patience);
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        Progress progress = new Progress();
        HttpExecuteRequest.Builder watched = HttpExecuteRequest.builder().request(request.httpRequest());
        request.contentStreamProvider()
                .ifPresent(content -> watched.contentStreamProvider(() -> progress.of(content.newStream())));
        request.metricCollector().ifPresent(watched::metricCollector);
        ExecutableHttpRequest call = client.prepareRequest(watched.build());
        boolean sends = request.contentStreamProvider().isPresent();
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return guarded(request, sends ? whileWatched(call, progress) : call.call());
            }

            @Override
            public void abort() {
                call.abort();
            }
        };
    }

    private HttpExecuteResponse whileWatched(ExecutableHttpRequest call, Progress progress) throws IOException {
        ScheduledFuture<?> watch = timer.scheduleWithFixedDelay(
                () -> abortIfStalled(progress, call), patience, patience / 4, TimeUnit.NANOSECONDS);
        try {
            return call.call();
        } finally {
            watch.cancel(false);
        }
    }

    private HttpExecuteResponse guarded(HttpExecuteRequest request, HttpExecuteResponse answer) {
        boolean content = request.httpRequest().method() == SdkHttpMethod.GET
                && answer.httpResponse().isSuccessful();
        HttpExecuteResponse.Builder same = HttpExecuteResponse.builder().response(answer.httpResponse());
        answer.responseBody().ifPresent(body -> {
            InputStream patient = new PatientStream(body, patience);
            same.responseBody(AbortableInputStream.create(content ? patient : new ShortStream(patient, body), body));
        });
        return same.build();
    }

    private void abortIfStalled(Progress progress, ExecutableHttpRequest call) {
        if (progress.idle() > patience) {
            call.abort();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        client.close();
    }

    /** When the client last asked for more of the content. */
    private static final class Progress {

        private volatile long last = System.nanoTime();
        private volatile boolean ended;

        /** Once all is sent, it is for the client to wait for the answer. */
        long idle() {
            return ended ? 0 : System.nanoTime() - last;
        }

        InputStream of(InputStream content) {
            return new FilterInputStream(content) {
                @Override
                public int read() throws IOException {
                    return noted(super.read());
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    return noted(super.read(buffer, offset, length));
                }
            };
        }

        private int noted(int read) {
            last = System.nanoTime();
            ended = read < 0;
            return read;
        }
    }
}
