package dev.rebound.parse.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.parse.finding.Finding;
import dev.rebound.parse.finding.FindingKind;
import dev.rebound.parse.finding.Findings;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MimeReaderTest {

    private final Findings findings = new Findings();

    private Part read(String message) {
        return MimeReader.read(message.getBytes(StandardCharsets.ISO_8859_1), findings);
    }

    private List<FindingKind> kinds() {
        return findings.list().stream().map(Finding::kind).toList();
    }

    @Test
    void partsOfAMultipartAreReadInOrder() {
        Part root = read("""
                Content-Type: multipart/mixed; boundary="e d"

                preamble
                --e d

                one
                --e d
                Content-Type: text/html

                <b>two</b>
                --e d--
                epilogue
                """);

        assertEquals(2, root.children().size());
        assertEquals("one", root.children().get(0).text(findings));
        assertEquals("text/html", root.children().get(1).type().full());
        assertEquals(List.of(), kinds());
    }

    @Test
    void anOuterBoundaryClosesInnerMultiparts() {
        Part root = read("""
                Content-Type: multipart/mixed; boundary=out

                --out
                Content-Type: multipart/mixed; boundary=in

                --in

                left open
                --out

                second
                --out--
                """);

        assertEquals(2, root.children().size());
        assertEquals("left open", root.children().get(0).children().getFirst().text(findings));
        assertEquals("second", root.children().get(1).text(findings));
        assertTrue(kinds().contains(FindingKind.UNCLOSED_MULTIPART));
    }

    @Test
    void aWrongBoundaryIsReplacedByTheOneThatOccurs() {
        Part root = read("""
                Content-Type: multipart/mixed; boundary=wrong

                --right
                Content-Type: text/plain

                found
                --right--
                """);

        assertEquals("found", root.children().getFirst().text(findings));
        assertTrue(kinds().contains(FindingKind.BOUNDARY_NOT_FOUND));
    }

    @Test
    void aMissingBoundaryIsGuessed() {
        Part root = read("Content-Type: multipart/mixed\n\n--edge\nContent-Type: text/plain\n\nfound\n--edge--\n");

        assertEquals("found", root.children().getFirst().text(findings));
        assertTrue(kinds().contains(FindingKind.NO_BOUNDARY));
    }

    @Test
    void aMessageInsideIsAChild() {
        Part root = read("Content-Type: message/rfc822\n\nSubject: inner\n\nhello\n");

        assertEquals("inner", root.children().getFirst().headers().text("subject"));
        assertEquals("1.1", root.children().getFirst().place());
    }

    @Test
    void anEncodedMessageInsideIsDecodedAndRead() {
        Part root = read("""
                Content-Type: message/rfc822
                Content-Transfer-Encoding: base64

                U3ViamVjdDogaW5uZXIKCmhlbGxvCg==
                """);

        assertEquals("inner", root.children().getFirst().headers().text("subject"));
    }

    @Test
    void aTextWithoutHeadersIsAllText() {
        Part root = read("Hello: this is no header\n\nsecond line\n");

        assertEquals("Hello: this is no header\n\nsecond line\n", root.text(findings));
        assertEquals(List.of(FindingKind.NO_HEADERS), kinds());
    }

    @Test
    void aBrokenLineAmongHeadersIsPassedOver() {
        Part root = read("From: a@b.example\nthis is no header\nSubject: still here\n\ntext\n");

        assertEquals("still here", root.headers().text("subject"));
        assertEquals(List.of(FindingKind.BROKEN_HEADER_LINE), kinds());
    }

    @Test
    void headersAreUnfoldedAndEncodedWordsJoined() {
        Part root = read("Subject: =?UTF-8?B?5Y2=?=\n =?UTF-8?B?X5Lqs?= and\n\t=?iso-8859-1?Q?caf=E9_cr=E8me?=\n\n");

        assertTrue(root.headers().text("subject").endsWith("and caf\u00e9 cr\u00e8me"));
    }

    @Test
    void brokenEncodedWordsStayAsTheyStand() {
        assertEquals(
                "=?utf-8?X?abc?= =?utf-8?Q?open",
                read("Subject: =?utf-8?X?abc?= =?utf-8?Q?open\n\n").headers().text("subject"));
    }

    @Test
    void quotedPrintableSoftBreaksAreTakenOut() {
        Part root = read("""
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                f=C3=BCr= \s
                wahr =ZZ
                """);

        assertEquals("f\u00fcrwahr =ZZ\n", root.text(findings));
    }

    @Test
    void uuencodedTextIsDecoded() {
        Part root = read("Subject: x\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 a.txt\n#0V%T\n`\nend\n");

        assertEquals("Cat", root.text(findings));
    }

    @Test
    void gb2312IsReadAsGb18030() {
        byte[] text = "\u9000\u4fe1 \u9555".getBytes(Charset.forName("GB18030"));
        Part root =
                read("Content-Type: text/plain; charset=gb2312\n\n" + new String(text, StandardCharsets.ISO_8859_1));

        assertEquals("\u9000\u4fe1 \u9555", root.text(findings));
        assertEquals(List.of(), kinds());
    }

    @Test
    void anUnknownCharsetIsGuessedWithAFinding() {
        Part root = read("Content-Type: text/plain; charset=x-none\n\ncaf\u00e9");

        assertEquals("caf\u00e9", root.text(findings));
        assertEquals(List.of(FindingKind.UNKNOWN_CHARSET, FindingKind.GUESSED_CHARSET), kinds());
    }

    @Test
    void japaneseEscapesAreReadWhateverTheHeaderSays() {
        byte[] text = "\u914d\u4fe1".getBytes(Charset.forName("ISO-2022-JP"));
        Part root =
                read("Content-Type: text/plain; charset=us-ascii\n\n" + new String(text, StandardCharsets.ISO_8859_1));

        assertEquals("\u914d\u4fe1", root.text(findings));
    }

    @Test
    void brokenBase64IsReadAsFarAsItGoes() {
        Part root = read("Subject: x\nContent-Transfer-Encoding: base64\n\naGVsbG8*gd29ybGQ\n");

        assertEquals("hello world", root.text(findings));
        assertEquals(List.of(FindingKind.BROKEN_BASE64), kinds());
    }
}
