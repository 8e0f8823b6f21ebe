package dev.rebound.server.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.RecipientFilter;
import dev.rebound.engine.email.RecipientRow;
import dev.rebound.engine.email.Selection;
import dev.rebound.server.LiveRebound;
import dev.rebound.server.MailSink;
import dev.rebound.server.OtherProgram;
import dev.rebound.server.Ports;
import dev.rebound.transport.dkim.DkimAlgorithm;
import dev.rebound.transport.dkim.DkimKey;
import dev.rebound.transport.dkim.DkimKeyFolder;
import dev.rebound.transport.dkim.DkimKeyName;
import dev.rebound.transport.server.ReceivedMessage;
import dev.rebound.transport.tls.ServerCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the configuration to the wire: keys in the folder, a marketing email, a mail server, and an independent verifier
 * of what arrived there. Skipped where Debian's packages {@code python3-dkim} and {@code python3-nacl} are not installed.
 */
@Tag("real-servers")
class SignedMailIT {

    private static final String PYTHON = "/usr/bin/python3";
    private static final long LOOK_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** Prints the verdict about each signature, with its selector; key records come from files, not from DNS. */
    private static final String VERIFY = """
        import dkim, pathlib, sys
        folder = pathlib.Path(sys.argv[1])
        asked = []
        def txt(name, timeout=5):
            asked.append(name.decode().split('.')[0])
            return (folder / name.decode().rstrip('.')).read_bytes()
        message = (folder / 'message').read_bytes()
        count = message.split(b'\\r\\n\\r\\n')[0].lower().count(b'dkim-signature:')
        for i in range(count):
            good = dkim.DKIM(message).verify(idx=i, dnsfunc=txt)
            print(asked[-1], 'good' if good else 'bad')
        """;

    @TempDir
    private Path folder;

    @BeforeEach
    void needTheVerifier() throws Exception {
        OtherProgram.need(PYTHON, "python3");
        assumeTrue(
                OtherProgram.run(folder, PYTHON, "-c", "import dkim, nacl").exitCode() == 0,
                "dkimpy is missing: install Debian's packages python3-dkim and python3-nacl");
        OtherProgram.makeCertificate(folder);
    }

    private void makeKey(String selector, DkimAlgorithm algorithm) throws Exception {
        DkimKey key = DkimKeyFolder.in(folder.resolve("data"))
                .make(DkimKeyName.parse(selector + "._domainkey.there.example"), algorithm);
        Files.writeString(folder.resolve(key.name().toString()), key.record());
    }

    @Test
    void aMarketingEmailArrivesSignedWithBothKeysAndEveryFieldThatBelongsToIt() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        makeKey("r1", DkimAlgorithm.RSA);
        makeKey("e1", DkimAlgorithm.ED25519);
        Map<String, String> settings = Map.of(
                "REBOUND_SENDING_DKIM_KEYS",
                "r1._domainkey.there.example,e1._domainkey.there.example",
                "REBOUND_HTTP_PUBLIC_URL",
                "https://rebound.there.example");
        try (MailSink sink = new MailSink(Optional.of(
                        ServerCertificate.contextOf(folder.resolve("cert.pem"), folder.resolve("key.pem"))));
                LiveRebound rebound = new LiveRebound(folder.resolve("data"), sink.port(), settings)) {
            EmailId email = send(rebound);

            ReceivedMessage arrived = sink.next();
            assertSigned(arrived);
            assertFields(arrived);
            assertProtectionIsKnown(rebound, email);
        }
    }

    private static EmailId send(LiveRebound rebound) {
        Ports ports = rebound.ports();
        AccountId account = rebound.account();
        EmailAddress ann = EmailAddress.parse("ann@x.example").orElseThrow();
        ports.contacts().save(account, List.of(new NewContact(ann, "Ann", "Lee")), Instant.now());
        EmailContent content = new EmailContent(
                "News",
                "Hello {{firstname}}",
                "Shop",
                EmailAddress.parse("news@there.example").orElseThrow(),
                "Hello {{firstname}}",
                "<p>Hello {{firstname}}</p>");
        EmailId email =
                ports.outgoing().sending().create(account, new EmailDraft(content, new Selection.Everybody()), "test");
        assertEquals(List.of(), ports.outgoing().sending().send(account, email, "test"));
        return email;
    }

    private void assertSigned(ReceivedMessage arrived) throws Exception {
        Files.write(folder.resolve("message"), arrived.content());
        OtherProgram.Ended verified = OtherProgram.run(folder, PYTHON, "-c", VERIFY, folder.toString());
        assertEquals(
                List.of("e1 good", "r1 good"),
                verified.output().lines().sorted().toList(),
                verified.output());
    }

    /** All that a message must have by RFC 5322, and what large providers ask of bulk senders. */
    private static void assertFields(ReceivedMessage arrived) {
        String text = MailSink.text(arrived);
        String header = text.substring(0, text.indexOf("\r\n\r\n") + 2);
        for (String field : List.of(
                "From: Shop <news@there\\.example>",
                "To: Ann Lee <ann@x\\.example>",
                "Subject: Hello Ann",
                "Date: [A-Z][a-z]{2}, .*",
                "Message-ID: <[a-z0-9]+@bounce\\.there\\.example>",
                "MIME-Version: 1\\.0",
                "Content-Type: multipart/alternative;.*",
                "List-Unsubscribe: <https://rebound\\.there\\.example/.*>",
                "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
                "Feedback-ID: 1:1:marketing:rebound")) {
            long found = header.replaceAll("\r\n[ \t]+", " ")
                    .lines()
                    .filter(line -> line.matches(field))
                    .count();
            assertEquals(1, found, field + " in " + header);
        }
        assertTrue(arrived.reversePath().matches("b\\+[a-z0-9]+@bounce\\.there\\.example"), arrived.reversePath());
        assertTrue(arrived.tls());
    }

    private static void assertProtectionIsKnown(LiveRebound rebound, EmailId email) throws Exception {
        RecipientRow row = awaitEnd(rebound, email);
        String detail = rebound.get("/messages/" + row.message(), LiveRebound.KEY);
        assertTrue(detail.contains("\"protocol\":\"TLSv1.3\""), detail);
        assertTrue(detail.contains("\"certificate\":\"NOT_TRUSTED\",\"demand\":\"NONE\""), detail);
    }

    private static RecipientRow awaitEnd(LiveRebound rebound, EmailId email) {
        for (int i = 0; i < 3_000; i++) {
            RecipientRow row = rebound.ports()
                    .recipients()
                    .page(rebound.account(), email, RecipientFilter.everybody(), Optional.empty(), 1)
                    .getFirst();
            if (row.nextAttempt().isEmpty()) {
                return row;
            }
            LockSupport.parkNanos(LOOK_PAUSE_NANOS);
        }
        throw new AssertionError("still in flight");
    }
}
