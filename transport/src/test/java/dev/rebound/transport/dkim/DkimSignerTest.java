package dev.rebound.transport.dkim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.core.smtp.SmtpReply;
import dev.rebound.engine.delivery.AttemptOutcome;
import dev.rebound.engine.delivery.Envelope;
import dev.rebound.engine.delivery.MessageContent;
import dev.rebound.engine.ledger.TlsState;
import dev.rebound.transport.WholeMessage;
import dev.rebound.transport.outgoing.OutgoingText;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a signature says; that it holds is for another implementation to say, see {@code DkimPyIT}. */
class DkimSignerTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_750_000_000));
    private static final String MESSAGE = "From: Ann <ann@there.example>\r\nSubject: x\r\nX-Other: y\r\n\r\nHello\r\n";

    @TempDir
    private Path folder;

    private DkimSigner signer(String... names) {
        DkimKeyFolder keys = DkimKeyFolder.in(folder);
        Set<DkimKey> made = Arrays.stream(names)
                .map(DkimKeyName::parse)
                .map(name -> keys.make(name, DkimAlgorithm.ED25519))
                .collect(Collectors.toSet());
        return new DkimSigner(made, CLOCK);
    }

    private static List<String> signatures(MessageContent signed) {
        return OutgoingText.of(signed).fields().stream()
                .filter(field -> field.name().equals("dkim-signature"))
                .map(OutgoingText.Field::value)
                .toList();
    }

    private static String tag(String signature, String name) {
        Matcher tag = Pattern.compile("(?:^|; *)" + name + "=([^;]*)").matcher(signature);
        assertTrue(tag.find(), name + " is missing in " + signature);
        return tag.group(1).replace(" ", "");
    }

    @Test
    void aSignatureSaysWhoWhenAndHow() {
        String signature = signatures(signer("a._domainkey.there.example").sign(WholeMessage.given(MESSAGE)))
                .getFirst();
        assertEquals("1", tag(signature, "v"));
        assertEquals("ed25519-sha256", tag(signature, "a"));
        assertEquals("relaxed/relaxed", tag(signature, "c"));
        assertEquals("there.example", tag(signature, "d"));
        assertEquals("a", tag(signature, "s"));
        assertEquals("1750000000", tag(signature, "t"));
    }

    @Test
    void fieldsThatCountAreNamedOnceMoreThanTheyAreThere() {
        String twice = "Feedback-ID: f\r\n" + MESSAGE.replace("Subject: x", "Subject: x\r\nSubject: y");
        String signature = signatures(signer("a._domainkey.there.example").sign(WholeMessage.given(twice)))
                .getFirst();
        assertEquals(
                "from:from:to:cc:reply-to:subject:subject:subject:date:message-id:mime-version:content-type"
                        + ":content-transfer-encoding:list-unsubscribe:list-unsubscribe-post:feedback-id",
                tag(signature, "h"));
    }

    @Test
    void theMessageItselfIsNotChangedButForItsLineEnds() {
        DkimSigner signer = signer("a._domainkey.there.example");
        String signed = WholeMessage.textOf(signer.sign(WholeMessage.given(MESSAGE.replace("\r\n", "\n"))));
        assertTrue(signed.endsWith("\r\n" + MESSAGE), signed);
        assertFalse(signed.replace("\r\n", "").contains("\n"), signed);
    }

    @Test
    void noLineOfASignatureIsLong() {
        String signed = WholeMessage.textOf(signer("a._domainkey.there.example").sign(WholeMessage.given(MESSAGE)));
        signed.lines().forEach(line -> assertTrue(line.length() <= 78, line));
    }

    @Test
    void everySelectorOfTheNearestDomainSigns() {
        DkimSigner signer = signer(
                "b._domainkey.there.example",
                "a._domainkey.there.example",
                "top._domainkey.example",
                "other._domainkey.elsewhere.example");
        List<String> signatures = signatures(signer.sign(WholeMessage.given(MESSAGE)));
        assertEquals(
                List.of("a", "b"),
                signatures.stream().map(text -> tag(text, "s")).toList());
        String below = signatures(
                        signer.sign(WholeMessage.given(MESSAGE.replace("there.example", "news.there.example"))))
                .getFirst();
        assertEquals("there.example", tag(below, "d"));
    }

    @Test
    void aDomainThatOnlyEndsAlikeIsAnotherOne() {
        DkimSigner signer = signer("a._domainkey.there.example");
        MessageContent other = WholeMessage.given(MESSAGE.replace("there.example", "over-there.example"));
        assertEquals(List.of(), signatures(signer.sign(other)));
    }

    @Test
    void aMessageWithoutAuthorOrKeyLeavesUnsigned() {
        DkimSigner signer = signer("a._domainkey.there.example");
        assertEquals(List.of(), signatures(signer.sign(WholeMessage.given("Subject: x\r\n\r\n"))));
        assertEquals(List.of(), signatures(new DkimSigner(Set.of(), CLOCK).sign(WholeMessage.given(MESSAGE))));
    }

    @Test
    void theTransportSignsOnceAnAttempt() {
        List<MessageContent> sent = new ArrayList<>();
        SigningTransport transport =
                new SigningTransport(signer("a._domainkey.there.example"), (envelope, content, progress) -> {
                    sent.add(content);
                    return new AttemptOutcome.Replied(
                            SmtpReply.of(250, "ok"),
                            SmtpCommand.END_OF_DATA,
                            "mx.example",
                            "192.0.2.1",
                            new TlsState.Clear());
                });
        EmailAddress address = EmailAddress.parse("ann@there.example").orElseThrow();
        transport.attempt(new Envelope(address, address), WholeMessage.given(MESSAGE), () -> {});
        assertEquals(1, sent.size());
        assertEquals(1, signatures(sent.getFirst()).size());
    }
}
