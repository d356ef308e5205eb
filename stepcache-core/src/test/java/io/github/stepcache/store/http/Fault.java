package io.github.stepcache.store.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;

/** What can be wrong with an HTTP server. */
public enum Fault {

    /** It takes the request and says nothing. */
    SILENT(Outcome.PASSING) {
        @Override
        void answer(FaultyServer.Call call) {
            call.holdOn();
        }
    },
    CLOSED_AT_ONCE(Outcome.PASSING) {
        @Override
        void answer(FaultyServer.Call call) {}
    },
    SLOW_HEAD(Outcome.PASSING) {
        @Override
        void answer(FaultyServer.Call call) throws IOException {
            call.sendSlowly("HTTP/1.1 200 OK\r\nX-Nothing: " + "x".repeat(100_000));
        }
    },
    SLOW_BODY(Outcome.PASSING) {
        @Override
        void answer(FaultyServer.Call call) throws IOException {
            call.send("HTTP/1.1 200 OK\r\nContent-Length: " + call.content().length + "\r\n\r\n");
            call.sendSlowly("x".repeat(100_000));
        }
    },
    CUT_HEAD(Outcome.PASSING) {
        @Override
        void answer(FaultyServer.Call call) throws IOException {
            call.send("HTTP/1.1 200 OK\r\nContent-Len");
        }
    },
    CUT_BODY(Outcome.PASSING) {
        @Override
        void answer(FaultyServer.Call call) throws IOException {
            call.send("HTTP/1.1 200 OK\r\nContent-Length: " + call.content().length + "\r\n\r\n");
            call.send(firstHalf(call.content()));
        }
    },
    STALLED_BODY(Outcome.PASSING) {
        @Override
        void answer(FaultyServer.Call call) throws IOException {
            CUT_BODY.answer(call);
            call.holdOn();
        }
    },
    BODY_LONGER_THAN_SAID(Outcome.WRONG_CONTENT) {
        @Override
        void answer(FaultyServer.Call call) throws IOException {
            call.send("HTTP/1.1 200 OK\r\nContent-Length: " + call.content().length / 2 + "\r\n\r\n");
            call.send(call.content());
        }
    },
    BODY_LONGER_THAN_IT_CAN_BE(Outcome.STAYING) {
        @Override
        void answer(FaultyServer.Call call) throws IOException {
            call.send("HTTP/1.1 200 OK\r\nContent-Length: 9000000000\r\n\r\n");
            call.send(call.content());
            call.holdOn();
        }
    },
    WRONG_BYTES(Outcome.WRONG_CONTENT) {
        @Override
        void answer(FaultyServer.Call call) throws IOException {
            byte[] wrong = call.content().clone();
            wrong[wrong.length / 2] ^= 1;
            call.send("HTTP/1.1 200 OK\r\nContent-Length: " + wrong.length + "\r\n\r\n");
            call.send(wrong);
        }
    },
    /** Without a length, an end that came too early cannot be told from one that did not. */
    CUT_BODY_WITHOUT_LENGTH(Outcome.WRONG_CONTENT) {
        @Override
        void answer(FaultyServer.Call call) throws IOException {
            call.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            call.send(firstHalf(call.content()));
        }
    },
    CUT_CHUNKS(Outcome.PASSING) {
        @Override
        void answer(FaultyServer.Call call) throws IOException {
            call.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n");
        }
    },
    RUBBISH_IN_CHUNKS(Outcome.PASSING) {
        @Override
        void answer(FaultyServer.Call call) throws IOException {
            call.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\nzebra\r\n-1\r\n");
            call.holdOn();
        }
    },
    ENDLESS_CHUNKS(Outcome.STAYING) {
        @Override
        void answer(FaultyServer.Call call) throws IOException {
            call.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            call.sendForEver("1000\r\n" + "x".repeat(0x1000) + "\r\n");
        }
    },
    ENDLESS_HEADERS(Outcome.PASSING) {
        @Override
        void answer(FaultyServer.Call call) throws IOException {
            call.send("HTTP/1.1 200 OK\r\n");
            call.sendForEver("X-Nothing: " + "x".repeat(1000) + "\r\n");
        }
    },
    ENDLESS_HEADER(Outcome.PASSING) {
        @Override
        void answer(FaultyServer.Call call) throws IOException {
            call.send("HTTP/1.1 200 OK\r\nX-Nothing: ");
            call.sendForEver("x".repeat(1000));
        }
    },
    NEVER_READY(Outcome.PASSING) {
        @Override
        void answer(FaultyServer.Call call) throws IOException {
            call.sendForEver("HTTP/1.1 100 Continue\r\n\r\n");
        }
    },
    NOT_HTTP(Outcome.PASSING) {
        @Override
        void answer(FaultyServer.Call call) throws IOException {
            call.send("SSH-2.0-OpenSSH_9.2\r\n");
        }
    },
    /** Servers of developers send back what they got; it must not end in a message. */
    ECHO(Outcome.PASSING) {
        @Override
        void answer(FaultyServer.Call call) throws IOException {
            call.send("HTTP/1.1 OK " + call.authorization() + "\r\n" + call.authorization() + "\r\n\r\n");
        }
    },
    PART_OF_THE_CONTENT(Outcome.STAYING) {
        @Override
        void answer(FaultyServer.Call call) throws IOException {
            byte[] part = firstHalf(call.content());
            call.send("HTTP/1.1 206 Partial Content\r\nContent-Length: " + part.length + "\r\n\r\n");
            call.send(part);
        }
    },
    MOVED_IN_CIRCLES(Outcome.STAYING) {
        @Override
        void answer(FaultyServer.Call call) throws IOException {
            call.send("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + call.path() + "\r\n\r\n");
        }
    },
    MOVED_NOWHERE(Outcome.STAYING) {
        @Override
        void answer(FaultyServer.Call call) throws IOException {
            call.send("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: http://%%%/" + call.authorization()
                    + "\r\n\r\n");
        }
    },
    MOVED_TO_A_FILE(Outcome.STAYING) {
        @Override
        void answer(FaultyServer.Call call) throws IOException {
            call.send("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: file:///etc/passwd\r\n\r\n");
        }
    },
    STATUS_400(400, Outcome.STAYING),
    STATUS_401(401, Outcome.STAYING),
    STATUS_403(403, Outcome.STAYING),
    STATUS_404(404, Outcome.ABSENT),
    STATUS_405(405, Outcome.STAYING),
    STATUS_407(407, Outcome.STAYING),
    STATUS_408(408, Outcome.PASSING),
    STATUS_412(412, Outcome.STAYING),
    STATUS_413(413, Outcome.STAYING),
    STATUS_429(429, Outcome.PASSING),
    STATUS_500(500, Outcome.PASSING),
    STATUS_501(501, Outcome.STAYING),
    STATUS_502(502, Outcome.PASSING),
    STATUS_503(503, Outcome.PASSING),
    STATUS_507(507, Outcome.STAYING);

    /** What becomes of a call. */
    public enum Outcome {
        /** An exception that says that it is worth trying again. */
        PASSING,
        /** An exception that says that it is not. */
        STAYING,
        ABSENT,
        /** What only those notice who know the hash. */
        WRONG_CONTENT
    }

    private final int status;
    private final Outcome outcome;

    Fault(Outcome outcome) {
        this(0, outcome);
    }

    Fault(int status, Outcome outcome) {
        this.status = status;
        this.outcome = outcome;
    }

    /** What becomes of a call that fetches something. */
    public Outcome outcome() {
        return outcome;
    }

    void answer(FaultyServer.Call call) throws IOException {
        String text = "No. You said " + call.authorization();
        call.send("HTTP/1.1 " + status + " No\r\nContent-Length: " + text.length() + "\r\n\r\n");
        call.send(text.getBytes(UTF_8));
    }

    private static byte[] firstHalf(byte[] content) {
        return Arrays.copyOf(content, content.length / 2);
    }
}
