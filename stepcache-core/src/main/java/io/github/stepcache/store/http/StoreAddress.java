package io.github.stepcache.store.http;

import io.github.stepcache.step.Quoted;
import io.github.stepcache.store.StoredName;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a store is, and where else it may send those who read. */
final class StoreAddress {

    private final URI base;

    private StoreAddress(URI base) {
        this.base = base;
    }

    /**
     * Check an address.
     *
     * @throws IllegalArgumentException if it is none of a store; the message does not show it, for a password may be in it
     */
    static StoreAddress of(URI uri) {
        if (!isHttp(uri)) {
            throw new IllegalArgumentException(
                    "The address of a store begins with http:// or https:// and the name of a host");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "The address of a store has no user and no password in it: give them apart");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("The address of a store has neither '?' nor '#' in it");
        }
        return new StoreAddress(URI.create(uri.toString().replaceFirst("/+$", "")));
    }

    URI of(StoredName name) {
        return URI.create(base + "/" + name.path());
    }

    /** Tell whether credentials that are for the store may go there. */
    boolean isSameServer(URI uri) {
        return isSame(base.getScheme(), uri.getScheme())
                && isSame(base.getHost(), uri.getHost())
                && port(base) == port(uri);
    }

    /**
     * Find where a server sends us.
     *
     * @param from what it was asked for
     * @param location what it said
     * @return where to; empty if that is no place, or not as safe
     */
    static Optional<URI> redirect(URI from, String location) {
        try {
            URI to = from.resolve(location);
            boolean safe = isSame(from.getScheme(), "http") || isSame(to.getScheme(), "https");
            return isHttp(to) && safe && to.getRawUserInfo() == null ? Optional.of(to) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return Quoted.line(base.toString());
    }

    private static boolean isHttp(URI uri) {
        return (isSame(uri.getScheme(), "http") || isSame(uri.getScheme(), "https"))
                && uri.getHost() != null
                && port(uri) <= 0xffff;
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return isSame(uri.getScheme(), "https") ? 443 : 80;
    }

    private static boolean isSame(@Nullable String one, @Nullable String other) {
        return one != null && other != null && one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
    }
}
