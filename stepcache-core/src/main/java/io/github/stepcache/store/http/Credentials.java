package io.github.stepcache.store.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What lets us in; it shows itself to nobody but the server. */
final class Credentials {

    /** For whoever lets everybody in. */
    static final Credentials NONE = new Credentials(Optional.empty(), List.of());

    private final Optional<String> header;
    private final List<String> secrets;

    private Credentials(Optional<String> header, List<String> secrets) {
        this.header = header;
        this.secrets = secrets;
    }

    /**
     * Have a name and a password.
     *
     * @throws IllegalArgumentException if HTTP has no way to send them
     */
    static Credentials basic(String user, String password) {
        if (user.indexOf(':') >= 0 || hasControls(user) || hasControls(password)) {
            throw new IllegalArgumentException(
                    "A user must have no colon, and neither user nor password a control character such as a line break");
        }
        String encoded = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
        return new Credentials(Optional.of("Basic " + encoded), List.of(encoded, password));
    }

    /**
     * Have a token.
     *
     * @throws IllegalArgumentException if HTTP has no way to send it
     */
    static Credentials bearer(String token) {
        if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f) || token.isEmpty()) {
            throw new IllegalArgumentException("A token must be of visible ASCII characters, without spaces");
        }
        return new Credentials(Optional.of("Bearer " + token), List.of(token));
    }

    /** The value of the header {@code Authorization}, if there is one to send. */
    Optional<String> header() {
        return header;
    }

    /** Take the secrets out of a text that came from outside: there are servers that send back what they got. */
    String removeFrom(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = secret.isEmpty() ? clean : clean.replace(secret, "***");
        }
        return clean;
    }

    @Override
    public String toString() {
        return header.isPresent() ? "***" : "none";
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}
