package dev.rebound.engine.sharing;

import java.time.Duration;
import java.util.List;

/** Port: where what installations know together comes from. For one thread. */
public interface Inlet extends AutoCloseable {

    /**
     * What has come since the last call, in order for each address; empty if nothing came in that time.
     *
     * @throws SharingException if it cannot be reached
     */
    List<Known> next(Duration atMost);

    /**
     * Everything given so far has been taken in, and is not given again to whoever opens this later.
     *
     * @throws SharingException if that cannot be kept; it is given again then
     */
    void taken();

    /** Everything that holds is given again: this installation knows more accounts than before. */
    void again();

    @Override
    void close();
}
