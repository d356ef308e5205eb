package io.github.stepcache.docs.sharing;

import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.jdbc.lock.DefaultLockRepository;
import org.springframework.integration.jdbc.lock.JdbcLockRegistry;
import org.springframework.integration.jdbc.lock.LockRepository;
import org.springframework.integration.support.locks.LockRegistry;

/** The locks of a cluster, in a database. */
@Configuration(proxyBeanMethods = false)
class DatabaseLocks {

    @Bean
    DefaultLockRepository lockRepository(DataSource database) {
        return new DefaultLockRepository(database);
    }

    @Bean
    LockRegistry<?> databaseLocks(LockRepository repository) {
        return new JdbcLockRegistry(repository);
    }
}
