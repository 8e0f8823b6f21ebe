package dev.rebound.cli.admin;

import dev.rebound.engine.control.Controls;
import dev.rebound.engine.control.WaitingQueue;
import dev.rebound.engine.email.Sending;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.store.Store;

/** Controls over a store that nobody delivers from. */
final class StoreControls {

    private StoreControls() {}

    static Controls of(Store store) {
        WorldClock clock = WorldClock.system();
        return new Controls(
                new Controls.Parts(store.controls(), store.emails(), sending(store), store.auditLog(), clock),
                Controls.Delivery.NONE);
    }

    static Sending sending(Store store) {
        return new Sending(store.emails(), store.contacts(), store.auditLog(), WorldClock.system(), email -> {});
    }

    /** What waits in it. */
    static WaitingQueue queueOf(Store store) {
        return new WaitingQueue(store.waiting(), WorldClock.system(), Controls.Delivery.NONE);
    }
}
