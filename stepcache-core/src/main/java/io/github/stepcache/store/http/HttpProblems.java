package io.github.stepcache.store.http;

import io.github.stepcache.step.Quoted;
import io.github.stepcache.store.StoreException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Says what went wrong and what to look at, without a word of what is secret. */
final class HttpProblems {

    /** Try later; too early; too many requests. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);
    /** Not implemented; HTTP version; full; loop. */
    private static final Set<Integer> STAYING = Set.of(501, 505, 507, 508);

    private final Credentials credentials;

    HttpProblems(Credentials credentials) {
        this.credentials = credentials;
    }

    /** Say what a status means that is neither yes nor no. */
    StoreException ofStatus(int status, String method) {
        boolean passing = PASSING.contains(status) || (status >= 500 && !STAYING.contains(status));
        return new StoreException("It answered " + status + " to a " + method + meaning(status, method), passing);
    }

    /** Say what an exception of the client means; the exception itself may hold what a server said, and is left behind. */
    IOException ofException(Throwable problem) {
        if (problem instanceof HttpConnectTimeoutException) {
            return new IOException("No connection could be made in time");
        }
        if (causedBy(problem, UnresolvedAddressException.class)) {
            return new IOException("There is no host of this name");
        }
        if (problem instanceof ConnectException) {
            return new IOException("The connection was refused, or the host is not reachable");
        }
        if (causedBy(problem, CertificateException.class) || problem instanceof SSLPeerUnverifiedException) {
            return new StoreException("Its certificate is not trusted: " + words(problem), false);
        }
        String type = problem.getClass() == IOException.class
                ? "The connection failed"
                : problem.getClass().getSimpleName();
        return new IOException(type + ": " + words(problem));
    }

    private String words(Throwable problem) {
        return Quoted.line(
                credentials.removeFrom(Objects.requireNonNullElse(problem.getMessage(), "no more is known")));
    }

    private String meaning(int status, String method) {
        return switch (status) {
            case 400 ->
                method.equals("PUT")
                        ? ". If it is bazel-remote, it has to be started with --disable_http_ac_validation"
                        : "";
            case 401, 403 ->
                credentials.header().isPresent()
                        ? ". Look at the user and the password, or the token, and at what these may do"
                        : ". It wants a user and a password, or a token";
            case 301, 302, 303, 307, 308 ->
                ", which leads elsewhere, and only readers follow. Give the address that it leads to";
            case 404 -> ". Look at the path";
            case 405, 501 -> ". It does not offer this; nginx needs 'dav_methods PUT'";
            case 407 -> ". A proxy on the way wants credentials";
            case 409 -> ". It cannot make the folder";
            case 413 -> ". The file is longer than it takes; in nginx, look at 'client_max_body_size'";
            case 500 -> method.equals("PUT") ? ". If it is nginx, it needs 'create_full_put_path on'" : "";
            case 507 -> ". It is full";
            default -> "";
        };
    }

    private static boolean causedBy(Throwable problem, Class<? extends Throwable> type) {
        int depth = 0;
        for (Throwable cause = problem; cause != null && depth < 20; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
            depth++;
        }
        return false;
    }
}
