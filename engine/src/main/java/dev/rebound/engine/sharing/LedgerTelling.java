package dev.rebound.engine.sharing;

import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.engine.node.Lease;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the ledger from its beginning, each event at least once and in order, to where all installations that share read it.
 * What was taken from there is not told back. Of several nodes one tells.
 */
public final class LedgerTelling extends SharingLoop {

    /** Events told at a time: what a process that dies in between tells again. */
    static final int EVENTS_MAX = 2_000;

    private final LedgerTail tail;
    private final Supplier<Outlet> outlets;
    private @Nullable Outlet outlet;

    private LedgerTelling(LedgerTail tail, Supplier<Outlet> outlets, Lease lease) {
        super("telling the ledger", lease);
        this.tail = tail;
        this.outlets = outlets;
    }

    /**
     * Starts it.
     *
     * @param outlets opens one; asked again after a failure
     */
    public static LedgerTelling start(LedgerTail tail, Supplier<Outlet> outlets, Lease lease) {
        LedgerTelling telling = new LedgerTelling(tail, outlets, lease);
        telling.start();
        return telling;
    }

    @Override
    boolean work() {
        long position = tail.told();
        if (position >= tail.last()) {
            return false;
        }
        LedgerTail.Stretch next = tail.after(position, EVENTS_MAX);
        List<Happened> own =
                next.events().stream().filter(LedgerTelling::isOurs).toList();
        if (!own.isEmpty()) {
            outlet().tell(own);
        }
        // a node that has lost the duty meanwhile leaves it to the next to tell again
        if (!isOver()) {
            tail.told(next.end());
        }
        return true;
    }

    /** Neither what was taken from others nor what was erased, which says nothing of anybody any more. */
    private static boolean isOurs(Happened happened) {
        if (happened.event().address().erasedHash().isPresent()) {
            return false;
        }
        return switch (happened.event()) {
            case LedgerEvent.Unbounced e -> !e.by().equals(KnowledgeTaking.BY);
            case LedgerEvent.Imported e -> !e.by().equals(KnowledgeTaking.BY);
            case LedgerEvent.Withdrawn e -> !e.by().equals(KnowledgeTaking.BY);
            case LedgerEvent.GlobalLifted e -> !e.by().equals(KnowledgeTaking.BY);
            default -> true;
        };
    }

    private Outlet outlet() {
        Outlet open = outlet;
        if (open == null) {
            open = outlets.get();
            outlet = open;
        }
        return open;
    }

    @Override
    void release() {
        Outlet open = outlet;
        outlet = null;
        if (open != null) {
            open.close();
        }
    }
}
