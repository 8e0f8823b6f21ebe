package dev.rebound.feed.log;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.bounce.EvidenceId;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.token.ReturnPath;
import dev.rebound.core.token.TokenCheck;
import dev.rebound.feed.report.Tokens;
import dev.rebound.feed.seen.Judge;
import dev.rebound.feed.seen.Replied;
import dev.rebound.feed.seen.Seen;
import dev.rebound.feed.seen.UnreadableException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a line of a log says, whichever mailer's.
 *
 * @param sender the envelope sender: a return path of ours names the message
 * @param recipient the envelope recipient
 * @param said the answer of the recipient's server, with its code
 */
record Logged(String sender, String recipient, Instant at, Diagnostic said) {

    /** The observation; the evidence is named by the message, the moment and the words, so a line told twice is one. */
    Seen seen(Tokens tokens, Judge judge) {
        ReturnPath path = path(tokens.find(List.of(sender), at));
        AddressKey address = EmailAddress.parse(recipient)
                .map(EmailAddress::key)
                .orElseThrow(() -> new UnreadableException("the recipient is no address"));
        MessageId message = path.message();
        EvidenceId evidence = EvidenceId.of(message.toString(), at.toString(), said.text());
        Replied reply = new Replied(message, at, evidence, said, at);
        return new Seen(
                address, Replied.observation(reply, judge), Optional.of(path.account()), 0, Seen.Beginning.ELSEWHERE);
    }

    private static ReturnPath path(Optional<TokenCheck> token) {
        return token.flatMap(check ->
                        check instanceof TokenCheck.Valid(ReturnPath path) ? Optional.of(path) : Optional.empty())
                .orElseThrow(() -> new UnreadableException("the sender is no return path of ours, or too old"));
    }
}
