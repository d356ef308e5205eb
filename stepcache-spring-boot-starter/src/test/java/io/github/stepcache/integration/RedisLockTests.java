package io.github.stepcache.integration;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class RedisLockTests extends ExpiringLockContract {

    private static RedisServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new RedisServer();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Override
    LockPlace open() {
        loseAll();
        return LockPlace.at(address());
    }

    @Override
    String address() {
        return "redis:" + server.port();
    }

    @Override
    void loseAll() {
        try (RedisPlace place = new RedisPlace(server.port())) {
            place.deleteAllKeys();
        }
    }

    @Override
    void stopServer() {
        server.stop();
    }

    @Override
    void startServer() throws IOException {
        server.start();
    }
}
