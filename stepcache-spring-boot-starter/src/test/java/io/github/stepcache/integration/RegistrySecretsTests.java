package io.github.stepcache.integration;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.stepcache.lock.SharedLockException;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.integration.support.locks.LockRegistry;

/** What a registry says in its trouble is passed on without the secrets in it. */
@Timeout(60)
class RegistrySecretsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "No server at jdbc:x://db/locks?user=me&password=hush&ssl=true | jdbc:x://db/locks?user=me&password=***&ssl=true",
                "No server at jdbc:x://db;Pwd=hush;encrypt=true | jdbc:x://db;Pwd=***;encrypt=true",
                "No server at jdbc:x://db?trustStorePassword=hush | jdbc:x://db?trustStorePassword=***",
                "No server at redis://me:hush@keys:6379/0 | redis://***@keys:6379/0",
                "No server at redis://:hu@sh@keys | redis://***@keys",
                "client_secret=hush access_token=hush and more | client_secret=*** access_token=*** and more",
                "No server at jdbc:x://db/locks, mail me@home | jdbc:x://db/locks, mail me@home"
            })
    void secretsInTheTroubleOfARegistryAreNotPassedOn(String trouble, String words) {
        RegistryLocks locks = new RegistryLocks(new BrokenRegistry(trouble));

        assertThatThrownBy(() -> locks.acquire("a", Duration.ofSeconds(1)))
                .isInstanceOf(SharedLockException.class)
                .hasMessageStartingWith("java.lang.IllegalStateException: ")
                .hasMessageContaining(words)
                .message()
                .doesNotContain("hush", "hu@sh");
    }

    /** It cannot be reached, and says where it should be. */
    private record BrokenRegistry(String trouble) implements LockRegistry<Lock> {

        @Override
        public Lock obtain(Object name) {
            throw new RuntimeException("No lock", new IllegalStateException(trouble));
        }
    }
}
