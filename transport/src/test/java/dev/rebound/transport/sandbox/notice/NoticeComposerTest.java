package dev.rebound.transport.sandbox.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.transport.sandbox.record.OwedNotice;
import dev.rebound.transport.sandbox.script.NoticeForm;
import dev.rebound.transport.sandbox.script.NoticePlan;
import dev.rebound.transport.sandbox.script.ReplyTemplate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoticeComposerTest {

    private static final Instant TAKEN = Instant.parse("2026-11-24T09:00:00Z");

    private final NoticeComposer composer = new NoticeComposer();

    @Test
    void isDatedWhenItIsDue() {
        OwedNotice notice = compose(NoticeForm.POSTFIX, "Subject: x\r\n\r\nbody\r\n");
        assertEquals(TAKEN.plusSeconds(120), notice.due());
        assertTrue(text(notice).contains("\r\nDate: Tue, 24 Nov 2026 09:02:00 +0000\r\n"), text(notice));
        assertTrue(text(notice).contains("\r\nStatus: 5.1.1\r\n"));
        assertTrue(text(notice).contains("\r\nDiagnostic-Code: smtp; 550 5.1.1 ann@gmail.example is unknown\r\n"));
    }

    @ParameterizedTest
    @EnumSource
    void takesAnyMessageForAnOriginal(NoticeForm form) {
        List<String> originals = List.of(
                "",
                "\r\n",
                "\r\nno headers",
                "no end of headers",
                "Subject: folded\r\n over\r\n\ttwo lines\r\nTo: x\r\n\r\nbody",
                "Subject: {recipient} {base64 utf-8} {end}\r\n\r\n{original}\r\n",
                "Subject: " + "long ".repeat(20_000) + "\r\n\r\nbody\r\n",
                "X: y\r\n".repeat(20_000) + "\r\n" + "z".repeat(100_000));
        for (String original : originals) {
            String notice = text(compose(form, original));
            assertTrue(notice.endsWith("\r\n"), "no line end at the end of " + form);
            assertTrue(notice.length() < 60_000, form + ": " + notice.length());
            String header = notice.substring(0, notice.indexOf("\r\n\r\n"));
            assertTrue(header.lines().allMatch(line -> line.length() <= 998), header);
        }
    }

    @Test
    void messageCannotAddHeadersToItsNotice() {
        String notice = text(compose(NoticeForm.VACATION, "Subject: hello\r\n Bcc: v@x.example\r\n\r\nbody\r\n"));
        assertTrue(notice.lines().noneMatch(line -> line.startsWith("Bcc:")), notice);
        assertTrue(notice.contains("\r\nSubject: Out of office: hello Bcc: v@x.example\r\n"), notice);
    }

    @Test
    void placeInMessageIsNotFilled() {
        String notice = text(compose(NoticeForm.VACATION, "Subject: {recipient}\r\n\r\nbody\r\n"));
        assertTrue(notice.contains("\r\nSubject: Out of office: {recipient}\r\n"), notice);
    }

    @Test
    void unknownPlaceInTemplateIsAnError() {
        NoticeTemplate template = NoticeTemplate.parse("Subject: {subjekt}");
        assertThrows(IllegalStateException.class, () -> template.fill(Map.of(), Map.of()));
    }

    @Test
    void longEncodedTextIsCutBetweenCharacters() {
        String subject = "退信".repeat(40);
        byte[] filled =
                NoticeTemplate.parse("Subject: {word utf-8:" + subject + "}").fill(Map.of(), Map.of());
        String header = new String(filled, StandardCharsets.US_ASCII);
        assertTrue(header.lines().allMatch(line -> line.length() <= 76), header);
        StringBuilder decoded = new StringBuilder();
        for (String word : header.substring("Subject: ".length()).strip().split("\\s+", -1)) {
            String base64 = word.substring("=?utf-8?B?".length(), word.length() - 2);
            decoded.append(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        }
        assertEquals(subject, decoded.toString());
    }

    private OwedNotice compose(NoticeForm form, String original) {
        Optional<ReplyTemplate> reply = form.kind().isAboutReply()
                ? Optional.of(new ReplyTemplate(550, List.of("5.1.1 {recipient} is unknown")))
                : Optional.empty();
        return composer.compose(
                new NoticePlan(form, Duration.ofMinutes(2), reply),
                new NoticeComposer.Occasion(
                        "ABC123",
                        "mx.gmail.example",
                        "sender.rebound.test",
                        "b+token@bounces.rebound.test",
                        EmailAddress.parse("ann@gmail.example").orElseThrow(),
                        TAKEN,
                        new OriginalMessage(original.getBytes(StandardCharsets.UTF_8))));
    }

    private static String text(OwedNotice notice) {
        return new String(notice.content(), StandardCharsets.ISO_8859_1);
    }
}
