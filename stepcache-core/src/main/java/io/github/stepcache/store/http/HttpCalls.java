package io.github.stepcache.store.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests and waits for answers, as long as something moves. The client of the JDK has one timeout for the request
 * and the head of the answer together, which a large file may well take longer for, and none for the body.
 */
final class HttpCalls {

    private final HttpClient client;
    private final HttpProblems problems;

    HttpCalls(HttpClient client, HttpProblems problems) {
        this.client = client;
        this.problems = problems;
    }

    /**
     * Send a request.
     *
     * @return the answer; to be closed
     * @throws IOException if none comes
     */
    Answer send(HttpRequest request, Patience patience) throws IOException {
        CompletableFuture<HttpResponse<Answer>> response =
                client.sendAsync(request, info -> new Answer(info, problems));
        while (true) {
            try {
                Answer answer =
                        response.get(patience.left(), TimeUnit.NANOSECONDS).body();
                patience.begin();
                return answer;
            } catch (TimeoutException e) {
                if (patience.left() <= 0 && response.cancel(true)) {
                    throw new IOException("No answer came for " + patience.inWords());
                }
            } catch (InterruptedException e) {
                if (!response.cancel(true) && !response.isCompletedExceptionally()) {
                    response.join().body().close();
                }
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("Interrupted while something was asked for");
            } catch (ExecutionException e) {
                throw problems.ofException(Objects.requireNonNullElse(e.getCause(), e));
            }
        }
    }
}
