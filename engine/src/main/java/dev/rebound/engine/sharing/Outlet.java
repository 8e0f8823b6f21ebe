package dev.rebound.engine.sharing;

import java.util.List;

/** Port: where this installation tells its ledger. For one thread. */
public interface Outlet extends AutoCloseable {

    /**
     * Tells events, in order; returns when all of them are kept where others read them.
     *
     * @throws SharingException if some may not be; all are told again then
     */
    void tell(List<Happened> events);

    @Override
    void close();
}
