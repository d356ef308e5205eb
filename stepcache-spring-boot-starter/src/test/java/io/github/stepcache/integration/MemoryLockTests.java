package io.github.stepcache.integration;

class MemoryLockTests extends LockContract {

    @Override
    LockPlace open() {
        return LockPlace.memory();
    }
}
