package dev.rebound.transport.outgoing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.transport.WholeMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutgoingTextTest {

    private static OutgoingText cut(String text) {
        return OutgoingText.of(WholeMessage.given(text));
    }

    private static String body(OutgoingText message) {
        byte[] text = message.text();
        return new String(text, message.bodyStart(), text.length - message.bodyStart(), StandardCharsets.UTF_8);
    }

    @Test
    void fieldsKeepTheirFoldedLinesAndTheBodyFollowsTheBlankLine() {
        OutgoingText message = cut("Subject: a\n b\n\tc\r\nX-Y : d\r\n\r\nbody\r\n\r\nmore");
        assertEquals(
                List.of(
                        new OutgoingText.Field("subject", "Subject: a\r\n b\r\n\tc\r\n"),
                        new OutgoingText.Field("x-y", "X-Y : d\r\n")),
                message.fields());
        assertEquals("a b\tc", message.fields().getFirst().value());
        assertEquals("body\r\n\r\nmore\r\n", body(message));
    }

    @Test
    void aMessageMayEndWithItsHeaderOrBeEmpty() {
        assertEquals("", body(cut("Subject: a")));
        assertEquals("", body(cut("Subject: a\r\n\r\n")));
        assertEquals(List.of(), cut("").fields());
        assertEquals("x\r\n", body(cut("\r\nx")));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "ann@There.example, there.example",
                "Ann <ann@there.example>, there.example",
                "<ann@b\u00fccher.example>, xn--bcher-kva.example",
                "|\"Ann <ann@elsewhere.example>, Bob\" <ann@there.example>|, there.example",
                "|\"a\\\" <x@elsewhere.example>\" <ann@there.example>|, there.example",
                "(<x@elsewhere.example>) ann@there.example (me), there.example",
                "|ann@there.example, bob@elsewhere.example|, there.example",
                "|\"a@b\"@there.example|, there.example"
            })
    void theAuthorsDomainIsTheOneReceiversLookAt(String from, String domain) {
        assertEquals(
                Optional.of(domain),
                cut("To: x@y.example\r\nFrom: " + from + "\r\n\r\n").authorDomain());
    }

    @ParameterizedTest
    @CsvSource({"ann", "<>", "@", "ann@", "Ann <ann@not a domain>"})
    void whatIsNoAddressHasNoDomain(String from) {
        assertEquals(Optional.empty(), cut("From: " + from + "\r\n\r\n").authorDomain());
    }

    @Test
    void aMessageWithoutAuthorHasNoDomain() {
        assertEquals(
                Optional.empty(),
                cut("Subject: x\r\n\r\nFrom: ann@there.example\r\n").authorDomain());
    }
}
