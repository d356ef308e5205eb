package io.github.stepcache.spring;

import io.github.stepcache.step.InputContent;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.springframework.core.io.Resource;
import org.springframework.util.ResourceUtils;

/**
 * Reads a resource in a jar as this process has it open and as it is on disk, which has to be the same. A jar stays open
 * once something in it was read: where it was replaced since, nobody knows which of the two a step reads.
 *
 * @param url where the resource is
 */
record JarContent(URL url) implements InputContent.Opening {

    static final String REPLACED = "its jar was replaced while this process has the old one open";

    static boolean isIn(Resource resource) {
        try {
            return ResourceUtils.isJarURL(resource.getURL());
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public InputStream open() throws IOException {
        InputStream open = open(true);
        try {
            return new Both(open, open(false));
        } catch (IOException | RuntimeException e) {
            open.close();
            throw e;
        }
    }

    private InputStream open(boolean cached) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(cached);
        return connection.getInputStream();
    }

    /** Gives the bytes of two streams, as long as they are the same. */
    private static final class Both extends InputStream {

        private final InputStream one;
        private final InputStream other;

        Both(InputStream one, InputStream other) {
            this.one = one;
            this.other = other;
        }

        @Override
        public int read() throws IOException {
            byte[] single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = one.readNBytes(bytes, offset, length);
            byte[] compared = other.readNBytes(length);
            if (!Arrays.equals(bytes, offset, offset + read, compared, 0, compared.length)) {
                throw new ZipException(REPLACED);
            }
            return read == 0 && length > 0 ? -1 : read;
        }

        @Override
        public void close() throws IOException {
            try (one) {
                other.close();
            }
        }
    }
}
