package io.github.stepcache.store;

import java.io.IOException;
import java.io.OutputStream;

/** Remembers whether it was the receiving end that failed. One thread at a time. */
final class Receiver extends OutputStream {

    private final OutputStream to;
    private boolean failed;

    Receiver(OutputStream to) {
        this.to = to;
    }

    /** Tell whether what was thrown came from the receiving end. */
    boolean hasFailed() {
        return failed;
    }

    @Override
    public void write(int b) throws IOException {
        receive(() -> to.write(b));
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        receive(() -> to.write(bytes, from, length));
    }

    @Override
    public void flush() throws IOException {
        receive(to::flush);
    }

    @Override
    public void close() throws IOException {
        receive(to::close);
    }

    private void receive(Receiving receiving) throws IOException {
        boolean done = false;
        try {
            receiving.receive();
            done = true;
        } finally {
            failed |= !done;
        }
    }

    private interface Receiving {
        void receive() throws IOException;
    }
}
