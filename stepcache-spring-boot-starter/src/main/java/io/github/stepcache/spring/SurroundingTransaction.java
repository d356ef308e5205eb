package io.github.stepcache.spring;

import java.util.concurrent.CompletableFuture;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;

/** The transaction that goes on around a call on this thread, if there is one, and if the application has any. */
final class SurroundingTransaction {

    static final String MANAGER = "org.springframework.transaction.support.TransactionSynchronizationManager";

    private static final boolean POSSIBLE =
            ClassUtils.isPresent(MANAGER, SurroundingTransaction.class.getClassLoader());

    private SurroundingTransaction() {}

    static boolean isActive() {
        return POSSIBLE && Transactions.areActive();
    }

    /**
     * Wait for its end.
     *
     * @return completes when it has ended, on its thread: with whether it was committed
     */
    static CompletableFuture<Boolean> outcome() {
        CompletableFuture<Boolean> outcome = new CompletableFuture<>();
        Transactions.register(outcome);
        return outcome;
    }

    /** What needs the classes of Spring's transactions. */
    private static final class Transactions {

        static boolean areActive() {
            return TransactionSynchronizationManager.isActualTransactionActive()
                    && TransactionSynchronizationManager.isSynchronizationActive();
        }

        static void register(CompletableFuture<Boolean> outcome) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    outcome.complete(status == STATUS_COMMITTED);
                }
            });
        }
    }
}
