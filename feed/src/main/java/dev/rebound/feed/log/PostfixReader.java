package dev.rebound.feed.log;

import dev.rebound.feed.log.PostfixLine.Said;
import dev.rebound.feed.report.Reading;
import dev.rebound.feed.report.Tokens;
import dev.rebound.feed.seen.Judge;
import java.time.Instant;

/**
 * What Postfix's lines mean once it is known who sent the message that they are about. Which lines belong together is the caller's
 * to remember ({@link PostfixLine#queue}). Thread-safe if the judge is.
 */
public final class PostfixReader {

    private final Tokens tokens;
    private final Judge judge;

    public PostfixReader(Tokens tokens, Judge judge) {
        this.tokens = tokens;
        this.judge = judge;
    }

    /** What came of an attempt at the sender's message. */
    public Reading read(String sender, Instant at, Said.Answer answer) {
        return new Logged(sender, answer.recipient(), at, answer.outcome(), answer.words()).read(tokens, judge);
    }

    /**
     * That the message was given up, which the log says without a recipient and without words.
     *
     * @param last what came of the last attempt
     */
    public Reading expired(String sender, Instant at, Said.Answer last) {
        return new Logged(sender, last.recipient(), at, Outcome.EXPIRED, last.words()).read(tokens, judge);
    }
}
