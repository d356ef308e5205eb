package io.github.stepcache.integration;

import io.github.stepcache.lock.SharedLocks;
import org.springframework.core.io.ClassPathResource;
import org.springframework.integration.jdbc.lock.DefaultLockRepository;
import org.springframework.integration.jdbc.lock.JdbcLockRegistry;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Locks that are rows of a table. */
final class JdbcPlace implements LockPlace {

    private final DriverManagerDataSource database;

    JdbcPlace(String url) {
        this.database = new DriverManagerDataSource(url);
    }

    /** Have the table made, where there is a new database. */
    void makeTables() {
        boolean postgres = String.valueOf(database.getUrl()).startsWith("jdbc:postgresql:");
        String system = postgres ? "postgresql" : "h2";
        new ResourceDatabasePopulator(
                        new ClassPathResource("org/springframework/integration/jdbc/schema-" + system + ".sql"))
                .execute(database);
    }

    void deleteAllRows() {
        new JdbcTemplate(database).update("DELETE FROM INT_LOCK");
    }

    @Override
    public SharedLocks machine() {
        DefaultLockRepository repository = new DefaultLockRepository(database);
        repository.setTransactionManager(new JdbcTransactionManager(database));
        repository.afterPropertiesSet();
        repository.afterSingletonsInstantiated();
        return new RegistryLocks(new JdbcLockRegistry(repository), TIMING);
    }
}
