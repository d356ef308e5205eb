package io.github.stepcache.integration;

import java.sql.SQLException;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class H2LockTests extends ExpiringLockContract {

    private static Server server;
    private static int port;

    @BeforeAll
    static void start() throws SQLException {
        server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        port = server.getPort();
        new JdbcPlace(url()).makeTables();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    private static String url() {
        return "jdbc:h2:tcp://localhost:" + port + "/mem:locks;DB_CLOSE_DELAY=-1";
    }

    @Override
    LockPlace open() {
        loseAll();
        return LockPlace.at(address());
    }

    @Override
    String address() {
        return url();
    }

    @Override
    void loseAll() {
        new JdbcPlace(url()).deleteAllRows();
    }

    @Override
    void stopServer() {
        server.stop();
    }

    @Override
    void startServer() throws SQLException {
        server = Server.createTcpServer("-tcpPort", String.valueOf(port), "-ifNotExists")
                .start();
    }
}
