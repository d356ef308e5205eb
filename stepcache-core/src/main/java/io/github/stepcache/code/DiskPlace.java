package io.github.stepcache.code;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;

/** Which file on the disk holds what an address of a class loader stands for: itself, or the jar that it lies in. */
final class DiskPlace {

    private DiskPlace() {}

    /**
     * Find the file.
     *
     * @param address where a class loader says that it found something
     * @return the file or folder, or the outermost jar
     * @throws IOException if it lies in none, or in something that is not known here
     */
    static Path of(URL address) throws IOException {
        return switch (address.getProtocol()) {
            case "file" -> path(address.toString());
            case "jar" -> path(archive(address));
            case "jrt" -> Path.of(System.getProperty("java.home"), "lib", "modules");
            default -> throw new IOException("nobody here can read \"" + address.getProtocol() + ":\" addresses");
        };
    }

    /** What comes before the first {@code !}: behind it, {@code jar:} has a slash, and Spring Boot's {@code nested:} before it. */
    private static String archive(URL address) throws IOException {
        String inner = address.toString().substring("jar:".length());
        if (inner.startsWith("nested:")) {
            return "file:" + before(inner.substring("nested:".length()), "/!");
        }
        if (inner.startsWith("file:")) {
            return before(inner, "!/");
        }
        throw new IOException("nobody here can read \"jar:" + before(inner, ":") + ":\" addresses");
    }

    private static String before(String text, String mark) {
        int end = text.indexOf(mark);
        return end < 0 ? text : text.substring(0, end);
    }

    private static Path path(String address) throws IOException {
        try {
            return Path.of(new URI(address));
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException notEncoded) {
            return decoded(address.substring("file:".length()));
        }
    }

    /** Some class loaders are given addresses with spaces and the like in them, which the JDK reads leniently. */
    private static Path decoded(String path) throws IOException {
        try {
            return new File(URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8)).toPath();
        } catch (IllegalArgumentException e) {
            throw new IOException("\"" + path + "\" is no path", e);
        }
    }
}
