package dev.rebound.transport.dkim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.delivery.MessageContent;
import dev.rebound.engine.delivery.MessageDraft;
import dev.rebound.engine.delivery.MessageDraft.Mailbox;
import dev.rebound.engine.delivery.SharedDraft;
import dev.rebound.engine.email.PersonalContent;
import dev.rebound.engine.email.PersonalField;
import dev.rebound.engine.email.PersonalText;
import dev.rebound.transport.WholeMessage;
import dev.rebound.transport.compose.TemplateComposer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our signatures before an independent verifier, dkimpy. Skipped where Debian's packages
 * {@code python3-dkim} and {@code python3-nacl} are not installed.
 */
@Tag("real-servers")
class DkimPyIT {

    /** Debian's own, which sees Debian's packages. */
    private static final String PYTHON = "/usr/bin/python3";

    /** Prints one word for each signature of the message; takes key records from files, not from DNS. */
    private static final String VERIFY = """
            import dkim, pathlib, sys
            folder = pathlib.Path(sys.argv[1])
            def txt(name, timeout=5):
                return (folder / name.decode().rstrip('.')).read_bytes()
            message = (folder / 'message').read_bytes()
            count = message.split(b'\\r\\n\\r\\n')[0].lower().count(b'dkim-signature:')
            for i in range(count):
                try:
                    print('good' if dkim.DKIM(message).verify(idx=i, dnsfunc=txt) else 'bad')
                except Exception as e:
                    print('bad', e)
            """;

    @TempDir
    private Path folder;

    private DkimSigner signer = new DkimSigner(Set.of(), InstantSource.system());

    @BeforeEach
    void makeKeys() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of(PYTHON)) && run(PYTHON, "-c", "import dkim, nacl") == 0,
                "dkimpy is missing: install Debian's packages python3-dkim and python3-nacl");
        DkimKeyFolder keys = DkimKeyFolder.in(folder);
        DkimKey rsa = keys.make(DkimKeyName.parse("r1._domainkey.there.example"), DkimAlgorithm.RSA);
        DkimKey ed25519 = keys.make(DkimKeyName.parse("e1._domainkey.there.example"), DkimAlgorithm.ED25519);
        for (DkimKey key : List.of(rsa, ed25519)) {
            Files.writeString(folder.resolve(key.name().toString()), key.record());
        }
        signer = new DkimSigner(Set.of(rsa, ed25519), InstantSource.system());
    }

    private int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("python3 does not end");
        }
        return process.exitValue();
    }

    private List<String> verdicts(byte[] message) throws IOException, InterruptedException {
        Files.write(folder.resolve("message"), message);
        assertEquals(0, run(PYTHON, "-c", VERIFY, folder.toString()), Files.readString(folder.resolve("output")));
        return Files.readAllLines(folder.resolve("output")).stream()
                .map(line -> line.split(" ", 2)[0])
                .toList();
    }

    private static Mailbox mailbox(String name, String address) {
        return new Mailbox(name, EmailAddress.parse(address).orElseThrow());
    }

    private static MessageContent composed(String text) {
        PersonalContent content = PersonalContent.of(
                PersonalText.of(
                        "Gr\u00fc\u00dfe aus K\u00f6ln an {{firstname}}, und dazu so viele Worte, dass gefaltet wird"),
                PersonalText.of("{{firstname}}: " + text),
                PersonalText.of("<p>" + text + "</p>"));
        SharedDraft email = new SharedDraft(
                mailbox("J\u00f6rg B.", "joerg@news.there.example"),
                content,
                List.of(new SharedDraft.Header("Feedback-ID", "1:2:3")),
                List.of());
        return new TemplateComposer()
                .templateOf(email)
                .filledFor(new MessageDraft(
                        mailbox("", "ann@elsewhere.example"),
                        "<1@there.example>",
                        Instant.parse("2026-03-01T12:00:00Z"),
                        Optional.of(URI.create("https://rebound.there.example/u/abc")),
                        Map.of(PersonalField.FIRSTNAME, "Ann")));
    }

    private String signed(String text) {
        return new String(WholeMessage.octetsOf(signer.sign(composed(text))), StandardCharsets.ISO_8859_1);
    }

    @Test
    void bothSignaturesOfAComposedMessageHold() throws Exception {
        assertEquals(
                List.of("good", "good"),
                verdicts(signed("Hallo  J\u00f6rg\n.\n\n..x \n\n\n").getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void bothSignaturesOfBareTextHold() throws Exception {
        String bare = "From: ann@there.example\nSubject:  a \t b\n\n \t\n\n.dot \t end \nno end";
        assertEquals(List.of("good", "good"), verdicts(WholeMessage.octetsOf(signer.sign(WholeMessage.given(bare)))));
        assertEquals(
                List.of("good", "good"),
                verdicts(WholeMessage.octetsOf(signer.sign(WholeMessage.given("From: ann@there.example")))));
    }

    @Test
    void whatBlanksAndFoldingChangeOnTheWayBreaksNothing() throws Exception {
        String signed = signed("Hallo  Welt");
        String refolded = signed.replace("Subject: ", "SUBJECT:\r\n\t ") + "\r\n\r\n";
        assertEquals(List.of("good", "good"), verdicts(refolded.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void aChangedWordOrAnAddedFieldBreaksBoth() throws Exception {
        String signed = signed("Hallo Welt");
        List<String> attacks = List.of(
                signed.replace("Hallo", "Hello"),
                signed.replace("List-Unsubscribe-Post: ", "List-Unsubscribe-Post: x"),
                signed.replace("Feedback-ID: 1", "Feedback-ID: 2"),
                "From: boss@there.example\r\n" + signed,
                "Subject: another one\r\n" + signed,
                signed.replace("MIME-Version", "Reply-To: thief@elsewhere.example\r\nMIME-Version"));
        for (String attack : attacks) {
            assertEquals(List.of("bad", "bad"), verdicts(attack.getBytes(StandardCharsets.ISO_8859_1)), attack);
        }
    }
}
