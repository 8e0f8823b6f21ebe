package dev.rebound.engine.account;

import dev.rebound.core.ledger.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: the sessions of people who have signed in. Writes return after commit. */
public interface OpenSessions {

    /** Keeps a session. */
    void open(Session session);

    /** The session of this token hash, if it has not expired at {@code now}. */
    Optional<Session> find(String tokenHash, Instant now);

    /** A person's sessions that have not expired, the one used last first. */
    List<Session> of(long user, Instant now);

    /** Makes the session work in another account. */
    void switchAccount(String tokenHash, AccountId account);

    /** Notes that a session is being used. */
    void used(String tokenHash, Instant at);

    void close(String tokenHash);

    /** Ends a person's sessions, but for one. */
    void closeAll(long user, Optional<String> exceptTokenHash);
}
