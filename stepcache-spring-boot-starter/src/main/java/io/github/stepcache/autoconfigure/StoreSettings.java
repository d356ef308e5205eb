package io.github.stepcache.autoconfigure;

import io.github.stepcache.step.Quoted;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.StringUtils;

/** Checks the values of {@link StoreProperties}. What may hold a credential is refused without saying what it was. */
final class StoreSettings {

    static final String PREFIX = "stepcache.store.";

    private static final String NOT_ITS_OWN = "It must be a directory of its own.";

    private StoreSettings() {}

    static @Nullable String orNull(@Nullable String value) {
        return StringUtils.hasText(value) ? value : null;
    }

    /** For {@code toString}: tells whether there is a value, and not which. */
    static String masked(@Nullable String value) {
        return value == null ? "none" : "******";
    }

    static void checkDirectory(String value) {
        try {
            if (value.isBlank() || Path.of(value).normalize().toString().isEmpty()) {
                throw refused("directory", value, NOT_ITS_OWN);
            }
        } catch (InvalidPathException e) {
            throw refused("directory", value, Objects.requireNonNullElse(e.getMessage(), "It can be no path."));
        }
    }

    /** Say where the store is. The directory is made when it is needed; what is in its way is told before. */
    static Path directory(String baseDir, String value) {
        Path directory = Path.of(baseDir).resolve(value);
        if (holds(directory, baseDir) || holds(directory, System.getProperty("user.home"))) {
            throw refused("directory", value, NOT_ITS_OWN);
        }
        for (@Nullable Path up = directory.toAbsolutePath(); up != null; up = up.getParent()) {
            if (Files.exists(up) && !Files.isDirectory(up)) {
                throw refused("directory", value, "The file " + Quoted.of(up) + " is in its way.");
            }
        }
        return directory;
    }

    /** Tell whether somebody's directory is this one, or lies in it. */
    private static boolean holds(Path directory, @Nullable String somebodys) {
        if (somebodys == null) {
            return false;
        }
        Path inside = Path.of(somebodys);
        return absolute(inside).startsWith(absolute(directory)) || real(inside).startsWith(real(directory));
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /** What is called otherwise may be the same behind a link. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) { // as a rule, it is not there yet
            return absolute(path);
        }
    }

    static void checkPositive(String property, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw refused(property, value, "It must be more than zero.");
        }
    }

    static void checkAtLeastOne(String property, int value) {
        if (value < 1) {
            throw refused(property, value, "It must be at least one.");
        }
    }

    static void checkUrl(String property, String value) {
        URI url;
        try {
            url = new URI(value);
        } catch (URISyntaxException e) {
            throw hidden(property, "It is no address: " + e.getReason() + ", at character " + (e.getIndex() + 1) + '.');
        }
        if (url.getRawUserInfo() != null
                || (url.getRawAuthority() != null && url.getRawAuthority().contains("@"))) {
            throw hidden(
                    property,
                    "It has a user name or a password in it, and addresses are logged."
                            + " Use the properties for credentials beside it.");
        }
        if (!"http".equalsIgnoreCase(url.getScheme()) && !"https".equalsIgnoreCase(url.getScheme())) {
            throw hidden(property, "It must begin with http:// or https://.");
        }
        if (url.getHost() == null) {
            throw hidden(property, "It has no host that can be read.");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw hidden(property, "It must end with its path, without ? or #.");
        }
    }

    static void checkPair(String one, @Nullable String oneValue, String other, @Nullable String otherValue) {
        checkNeeds(one, oneValue, other, otherValue);
        checkNeeds(other, otherValue, one, oneValue);
    }

    static void checkNeeds(String property, @Nullable String value, String needed, @Nullable String neededValue) {
        if (value != null && neededValue == null) {
            throw hidden(property, "It needs " + PREFIX + needed + ", which is not set.");
        }
    }

    /** HTTP has no way to send others. */
    static void checkVisible(String property, @Nullable String value) {
        if (value != null && !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw hidden(property, "It must be of visible ASCII characters, without spaces and line breaks.");
        }
    }

    static void checkNoControls(String property, @Nullable String value) {
        if (value != null && value.chars().anyMatch(Character::isISOControl)) {
            throw hidden(property, "It has a control character in it, such as a line break at its end.");
        }
    }

    private static InvalidConfigurationPropertyValueException refused(String property, Object value, String reason) {
        return new InvalidConfigurationPropertyValueException(PREFIX + property, value, reason);
    }

    private static InvalidStorePropertyException hidden(String property, String reason) {
        return new InvalidStorePropertyException(PREFIX + property, reason);
    }
}
