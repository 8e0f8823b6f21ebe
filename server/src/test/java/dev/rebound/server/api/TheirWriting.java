package dev.rebound.server.api;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.inbox.InboxId;
import dev.rebound.engine.inbox.LetterTemplates;
import dev.rebound.engine.inbox.MailEndpoint;
import dev.rebound.engine.inbox.MailServers;
import dev.rebound.engine.inbox.NewInbox;
import dev.rebound.engine.inbox.NewOneToOne;
import dev.rebound.engine.inbox.OneToOneId;
import dev.rebound.engine.inbox.OneToOneText;
import dev.rebound.engine.inbox.OneToOneToken;
import dev.rebound.engine.sequence.SequenceStep;
import dev.rebound.engine.sequence.Sequences;
import dev.rebound.server.Office;
import dev.rebound.store.Store;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the other account has of inboxes, one-to-one emails, templates and sequences. */
final class TheirWriting {

    private static final EmailAddress THEO =
            EmailAddress.parse("theo@x.example").orElseThrow();

    private TheirWriting() {}

    /** Puts it there; what each is called in paths, and its id. */
    static Map<String, String> in(Office office) {
        Store store = office.store();
        AccountId account = office.foreign();
        InboxId inbox = inbox(store, account);
        return Map.of(
                "inboxId", inbox.toString(),
                "oneToOneId", oneToOne(store, account, inbox).toString(),
                "templateId", template(store, account),
                "sequenceId", sequence(store, account),
                "enrolmentId", "1");
    }

    private static InboxId inbox(Store store, AccountId account) {
        MailEndpoint server = new MailEndpoint("mail.x.example", 993, MailEndpoint.Protection.TLS);
        return store.inboxes()
                .connect(
                        new NewInbox(account, "theo", THEO, "", new MailServers(server, server)),
                        new byte[] {1},
                        Instant.now())
                .id();
    }

    private static String template(Store store, AccountId account) {
        return store.writing()
                .templates()
                .add(
                        account,
                        new LetterTemplates.Draft("T", OneToOneText.plain("Theirs", "Secret"), "theo", Instant.now()))
                .orElseThrow()
                .id()
                .toString();
    }

    private static String sequence(Store store, AccountId account) {
        SequenceStep step = new SequenceStep(Duration.ZERO, OneToOneText.plain("Theirs", "Secret"));
        return store.sequences()
                .sequences()
                .add(account, new Sequences.Draft("S", List.of(step), "theo", Instant.now()))
                .orElseThrow()
                .id()
                .toString();
    }

    private static OneToOneId oneToOne(Store store, AccountId account, InboxId inbox) {
        OneToOneToken token = OneToOneToken.random(new SecureRandom());
        return store.oneToOneMessages()
                .begin(
                        new NewOneToOne(account, inbox, Optional.empty(), THEO, "Hi", token, token.messageIdFrom(THEO)),
                        Instant.now());
    }
}
