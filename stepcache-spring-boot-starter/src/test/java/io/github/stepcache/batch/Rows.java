package io.github.stepcache.batch;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.support.AbstractItemCountingItemStreamItemReader;

/** Reads six rows, and keeps for a restart how far it has come. */
class Rows extends AbstractItemCountingItemStreamItemReader<Integer> {

    private int row;

    Rows() {
        setName("rows");
    }

    @Override
    protected void doOpen() {
        row = 0;
    }

    @Override
    protected @Nullable Integer doRead() {
        return row < 6 ? ++row : null;
    }

    @Override
    protected void doClose() {}
}
