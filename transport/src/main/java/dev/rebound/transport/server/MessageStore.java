package dev.rebound.transport.server;

import java.util.Arrays;

/** The bytes of one message while they come in, within its size limit and the server's memory budget. */
final class MessageStore implements AutoCloseable {

    private static final int FIRST_BYTES = 8 * 1024;

    private final MemoryBudget budget;
    private final int bytesMax;
    private byte[] bytes = new byte[0];
    private int length;
    private boolean tooBig;
    private boolean noRoom;

    MessageStore(MemoryBudget budget, int bytesMax) {
        this.budget = budget;
        this.bytesMax = bytesMax;
    }

    int bytesMax() {
        return bytesMax;
    }

    void add(int octet) {
        if (length == bytes.length && !grow()) {
            return;
        }
        bytes[length++] = (byte) octet;
    }

    private boolean grow() {
        if (tooBig || noRoom) {
            return false;
        }
        if (length == bytesMax) {
            tooBig = true;
            release();
            return false;
        }
        int wanted = Math.min(bytesMax, Math.max(FIRST_BYTES, 2 * length));
        if (!budget.reserve(wanted - bytes.length)) {
            noRoom = true;
            release();
            return false;
        }
        bytes = Arrays.copyOf(bytes, wanted);
        return true;
    }

    MessageText finish() {
        if (tooBig) {
            return new MessageText.TooBig();
        }
        return noRoom ? new MessageText.NoRoom() : new MessageText.Complete(Arrays.copyOf(bytes, length));
    }

    private void release() {
        budget.release(bytes.length);
        bytes = new byte[0];
        length = 0;
    }

    @Override
    public void close() {
        release();
    }
}
