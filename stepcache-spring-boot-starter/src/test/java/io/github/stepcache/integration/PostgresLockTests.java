package io.github.stepcache.integration;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class PostgresLockTests extends ExpiringLockContract {

    private static PostgresServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new PostgresServer();
        new JdbcPlace(server.url()).makeTables();
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
        return server.url();
    }

    @Override
    void loseAll() {
        new JdbcPlace(server.url()).deleteAllRows();
    }

    @Override
    void stopServer() throws IOException {
        server.stop();
    }

    @Override
    void startServer() throws IOException {
        server.start();
    }
}
