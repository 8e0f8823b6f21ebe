package dev.rebound.transport.server;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.NotSentReason;
import dev.rebound.engine.submission.SubmissionDesk;
import dev.rebound.engine.submission.SubmittedMail;
import dev.rebound.engine.submission.Submitter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A desk that keeps what it takes in memory; a recipient named like a reason is refused for it. */
final class MemorySubmissions implements SubmissionDesk {

    final List<SubmittedMail> taken = new CopyOnWriteArrayList<>();
    /** What {@link #take} answers. */
    volatile CompletableFuture<Void> commit = CompletableFuture.completedFuture(null);

    @Override
    public SignIn signIn(String user, String secret, String peer) {
        if (user.equals("guesser")) {
            return new SignIn.TooMany();
        }
        return user.equals("7") && secret.equals("key")
                ? new SignIn.Granted(new Submitter(new AccountId(7), "shop"))
                : new SignIn.Wrong();
    }

    @Override
    public Optional<NotSentReason> refusalOf(Submitter submitter, EmailAddress recipient) {
        return Arrays.stream(NotSentReason.values())
                .filter(why -> why.name().equalsIgnoreCase(recipient.localPart()))
                .findFirst();
    }

    @Override
    public boolean mayWriteFrom(Submitter submitter, EmailAddress from) {
        return !from.domain().equals("other.example");
    }

    @Override
    public CompletableFuture<Void> take(Submitter submitter, SubmittedMail mail) {
        taken.add(mail);
        return commit;
    }
}
