package io.github.stepcache.store.http;

import io.github.stepcache.store.RemoteStore;
import io.github.stepcache.store.StoreException;
import io.github.stepcache.store.StoredName;
import io.github.stepcache.store.StoredName.Area;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A store behind plain HTTP, in the layout of Bazel's HTTP cache: {@code GET}, {@code HEAD} and {@code PUT} of
 * {@code <base>/ac/<hash>} and {@code <base>/cas/<hash>}. Safe for use by many threads.
 *
 * <p>nginx with its DAV module can serve it, which writes beside and renames ({@code dav_methods PUT},
 * {@code create_full_put_path on}, {@code client_max_body_size 0}). bazel-remote has to be started with
 * {@code --disable_http_ac_validation}, or it takes only Bazel's own records.
 *
 * <p>There is nothing to close: the client of the JDK lets go of its idle connections when nobody has the store any more,
 * and has no way to be told before Java 21.
 *
 * <p>HTTP/1.1 on purpose: large files are moved faster over several connections than over one; and the client of the JDK
 * would ask servers without TLS to change the protocol in the middle, which some do not survive.
 */
public final class HttpStore implements RemoteStore {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MOST_REDIRECTS = 5;

    private final StoreAddress address;
    private final Duration timeout;
    private final Credentials credentials;
    private final HttpProblems problems;
    private final HttpCalls calls;

    private HttpStore(Builder builder) {
        this.address = builder.address;
        this.timeout = builder.timeout;
        this.credentials = builder.credentials;
        this.problems = new HttpProblems(credentials);
        HttpClient.Builder clients = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout);
        if (builder.sslContext != null) {
            clients.sslContext(builder.sslContext);
        }
        this.calls = new HttpCalls(clients.build(), problems);
    }

    /**
     * Use a store.
     *
     * @param base where it is: {@code http} or {@code https}, without credentials, a query and a fragment
     * @return a builder; all else has a default
     * @throws IllegalArgumentException if it is no such URI
     */
    public static Builder at(URI base) {
        return new Builder(base);
    }

    @Override
    public String describe() {
        return address.toString();
    }

    /** Asks for something that nobody can have kept: a server that has it is no store. */
    @Override
    public void check() throws IOException {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        if (has(new StoredName(Area.RECORD, HexFormat.of().formatHex(random)))) {
            throw new StoreException(
                    "It says to have what nobody has kept, and so is no store. Look at the address", false);
        }
    }

    @Override
    public boolean get(StoredName name, long limit, OutputStream to) throws IOException {
        Patience patience = new Patience(timeout);
        try (Answer answer = read("GET", name, patience)) {
            if (isAbsent(answer)) {
                answer.skip(patience);
                return false;
            }
            answer.copyTo(to, limit, patience);
            return true;
        }
    }

    @Override
    public boolean has(StoredName name) throws IOException {
        Patience patience = new Patience(timeout);
        try (Answer answer = read("HEAD", name, patience)) {
            answer.skip(patience);
            return !isAbsent(answer);
        }
    }

    @Override
    public void put(StoredName name, Path content) throws IOException {
        Patience patience = new Patience(timeout);
        try (InputStream stream = Files.newInputStream(content)) {
            BodyPublisher body = Upload.of(stream, Files.size(content), patience);
            try (Answer answer = calls.send(request("PUT", address.of(name), body), patience)) {
                answer.skip(patience);
                if (answer.status() / 100 != 2) {
                    throw problems.ofStatus(answer.status(), "PUT");
                }
            }
        }
    }

    @Override
    public String toString() {
        return address.toString();
    }

    /** Ask for something, wherever the server says that it is. */
    private Answer read(String method, StoredName name, Patience patience) throws IOException {
        URI uri = address.of(name);
        for (int redirects = 0; ; redirects++) {
            Answer answer = calls.send(request(method, uri, BodyPublishers.noBody()), patience);
            if (answer.status() == 200 || isAbsent(answer)) {
                return answer;
            }
            try (answer) {
                answer.skip(patience);
                if (redirects == MOST_REDIRECTS) {
                    throw new StoreException("It leads elsewhere again and again", false);
                }
                uri = next(answer, uri).orElseThrow(() -> problems.ofStatus(answer.status(), method));
            }
        }
    }

    private HttpRequest request(String method, URI uri, BodyPublisher body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).method(method, body).header("User-Agent", "StepCache");
        if (address.isSameServer(uri)) {
            credentials.header().ifPresent(value -> request.header("Authorization", value));
        }
        return request.build();
    }

    private static Optional<URI> next(Answer answer, URI uri) {
        return REDIRECTS.contains(answer.status())
                ? answer.headers().firstValue("Location").flatMap(location -> StoreAddress.redirect(uri, location))
                : Optional.empty();
    }

    private static boolean isAbsent(Answer answer) {
        return answer.status() == 404 || answer.status() == 410;
    }

    /** Collects what a store is built with; not safe for use by many threads. */
    public static final class Builder {

        private static final Duration TIMEOUT = Duration.ofSeconds(10);
        private static final Duration LONGEST = Duration.ofDays(1);

        private final StoreAddress address;
        private Duration timeout = TIMEOUT;
        private Credentials credentials = Credentials.NONE;
        private @Nullable SSLContext sslContext;

        private Builder(URI base) {
            this.address = StoreAddress.of(base);
        }

        /**
         * Send a user and a password along.
         *
         * @param user the user, without a colon
         * @param password the password
         * @return this builder
         * @throws IllegalArgumentException if there are control characters in them
         */
        public Builder basic(String user, String password) {
            this.credentials = Credentials.basic(user, password);
            return this;
        }

        /**
         * Send a token along.
         *
         * @param token the token, in visible ASCII characters
         * @return this builder
         * @throws IllegalArgumentException if it has others
         */
        public Builder bearer(String token) {
            this.credentials = Credentials.bearer(token);
            return this;
        }

        /**
         * Limit how long the store may take to let us in, to answer, and to move on in a body; by default, 10 s. In all, it
         * may take any time.
         *
         * @param limit how long, more than zero
         * @return this builder
         */
        public Builder timeout(Duration limit) {
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException("A timeout is longer than zero");
            }
            this.timeout = limit.compareTo(LONGEST) < 0 ? limit : LONGEST;
            return this;
        }

        /**
         * Trust and be trusted in another way than this JVM does by default.
         *
         * @param context with certificates and keys
         * @return this builder
         */
        public Builder sslContext(SSLContext context) {
            this.sslContext = context;
            return this;
        }

        /**
         * Build the store. No connection is made.
         *
         * @return the store
         */
        public HttpStore build() {
            return new HttpStore(this);
        }
    }
}
