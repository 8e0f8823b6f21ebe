package dev.rebound.transport.dkim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.transport.WholeMessage;
import dev.rebound.transport.outgoing.OutgoingText;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What the standards themselves compute: RFC 6376, section 3.4, and RFC 8463, appendix A. */
class KnownAnswersTest {

    private static final String MESSAGE = """
            From: Joe SixPack <joe@football.example.com>
            To: Suzie Q <suzie@shopping.example.net>
            Subject: Is dinner ready?
            Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
            Message-ID: <20030712040037.46341.5F8J@football.example.com>

            Hi.

            We lost the game.  Are you hungry yet?

            Joe.

            """.replace("\n", "\r\n");
    private static final String BODY_HASH = "2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=";

    private static String bodyHash(String text, int bodyStart) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        new RelaxedBody(digest).lines(text.getBytes(StandardCharsets.ISO_8859_1), bodyStart);
        return Base64.getEncoder().encodeToString(digest.digest());
    }

    private static String sha256(String text) throws Exception {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(octets));
    }

    /** The fields that the example signs, in its order, and its signature field without the value. */
    private static byte[] signedOctets(String algorithm, String selector) {
        StringBuilder signed = new StringBuilder();
        OutgoingText.of(WholeMessage.given(MESSAGE))
                .fields()
                .forEach(field -> signed.append(Relaxed.field(field.lines())).append("\r\n"));
        signed.append(Relaxed.field("DKIM-Signature: v=1; a=" + algorithm + "; c=relaxed/relaxed;\r\n"
                + " d=football.example.com; i=@football.example.com;\r\n q=dns/txt; s=" + selector
                + "; t=1528637909; h=from : to : subject :\r\n date : message-id : from : subject : date;\r\n"
                + " bh=" + BODY_HASH + ";\r\n b="));
        return signed.toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void theBodyOfTheExampleHasTheHashOfTheRfc() throws Exception {
        assertEquals(BODY_HASH, bodyHash(MESSAGE, MESSAGE.indexOf("\r\n\r\n") + 4));
    }

    @Test
    void theEd25519SignatureOfTheExampleComesOutAsInTheRfc() throws Exception {
        byte[] seed = Base64.getDecoder().decode("nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=");
        String framed = "302e020100300506032b657004220420" + HexFormat.of().formatHex(seed);
        PrivateKey key = KeyFactory.getInstance("Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(HexFormat.of().parseHex(framed)));
        assertEquals(
                "/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11BusFa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==",
                Base64.getEncoder()
                        .encodeToString(DkimAlgorithm.ED25519.sign(key, signedOctets("ed25519-sha256", "brisbane"))));
    }

    @Test
    void theRsaSignatureOfTheExampleFitsWhatWeWouldSign() throws Exception {
        PublicKey key = KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode("""
                        MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx\
                        /byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTI\
                        KT+l/K4w3QIDAQAB""")));
        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(key);
        verifier.update(signedOctets("rsa-sha256", "test"));
        assertTrue(verifier.verify(Base64.getDecoder().decode("""
                F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGs\
                geefOsk2JzdA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=""")));
    }

    @Test
    void fieldsAndBodyAreRelaxedAsInTheExampleOfTheRfc() throws Exception {
        assertEquals("a:X", Relaxed.field("A: X\r\n"));
        assertEquals("b:Y Z", Relaxed.field("B : Y\t\r\n\tZ  \r\n"));
        assertEquals(sha256(" C\r\nD E\r\n"), bodyHash(" C \r\nD \t E\r\n\r\n\r\n", 0));
    }

    @Test
    void anEmptyBodyAndOneOfBlankLinesAreNothing() throws Exception {
        assertEquals("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", bodyHash("", 0));
        assertEquals(sha256(""), bodyHash("\r\n \t\r\n", 0));
    }

    @Test
    void blankLinesInsideAreKept() throws Exception {
        assertEquals(sha256("a\r\n\r\n\r\nb c\r\n"), bodyHash("a\r\n \r\n\r\nb\t c \r\n\t\r\n", 0));
    }
}
