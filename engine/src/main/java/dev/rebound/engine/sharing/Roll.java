package dev.rebound.engine.sharing;

import java.util.List;

/** Port: where all installations that share say which number is theirs. For one thread. */
public interface Roll extends AutoCloseable {

    /**
     * The last claim of each installation to each number, those of this moment included.
     *
     * @throws SharingException if it cannot be reached
     */
    List<Claim> claims();

    /**
     * Says that a number is this installation's; returns when it is kept where others read it.
     *
     * @throws SharingException if it may not be
     */
    void claim(Claim claim);

    @Override
    void close();
}
