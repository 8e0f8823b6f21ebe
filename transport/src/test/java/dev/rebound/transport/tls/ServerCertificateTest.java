package dev.rebound.transport.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.transport.TestCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCertificateTest {

    private static final char[] PASSWORD = "for-tests-only".toCharArray();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path chain() {
        return folder.resolve("chain.pem");
    }

    private Path key() {
        return folder.resolve("key.pem");
    }

    @BeforeEach
    void writePemFiles() throws Exception {
        try (InputStream file = Objects.requireNonNull(TestCertificate.class.getResourceAsStream("/mx.example.p12"))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, PASSWORD);
            write(chain(), "CERTIFICATE", store.getCertificate("mx").getEncoded());
            write(key(), "PRIVATE KEY", store.getKey("mx", PASSWORD).getEncoded());
        }
    }

    private static void write(Path file, String what, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(file, "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
    }

    /** What a client that trusts the test certificate reads from a server with this context. */
    private static String greetingOver(SSLContext server) throws Exception {
        try (SSLServerSocket listener =
                (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0)) {
            Thread.ofVirtual().start(() -> {
                try (SSLSocket accepted = (SSLSocket) listener.accept()) {
                    accepted.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            SSLContext client = TestCertificate.context();
            try (SSLSocket socket =
                    (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", listener.getLocalPort())) {
                socket.setSoTimeout(10_000);
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            }
        }
    }

    @Test
    void aClientThatTrustsTheCertificateIsServed() throws Exception {
        assertEquals("hello", greetingOver(ServerCertificate.contextOf(chain(), key())));
    }

    @Test
    void aRenewedKeyThatDoesNotFitLeavesTheOldOneInUse() throws Exception {
        SSLContext context = ServerCertificate.contextOf(chain(), key(), Duration.ZERO);
        byte[] other = KeyPairGenerator.getInstance("EC")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        write(key(), "PRIVATE KEY", other);
        Files.setLastModifiedTime(key(), FileTime.from(Instant.now().plusSeconds(5)));

        assertEquals("hello", greetingOver(context));
    }

    @Test
    void filesThatCannotBeUsedAreNamedWithTheReason() throws IOException, GeneralSecurityException {
        Files.writeString(key(), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        String pkcs1 = refusal();
        byte[] other = KeyPairGenerator.getInstance("EC")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        write(key(), "PRIVATE KEY", other);
        String foreign = refusal();
        Files.delete(chain());

        assertTrue(pkcs1.contains("key.pem") && pkcs1.contains("openssl pkcs8"), pkcs1);
        assertTrue(foreign.contains("does not belong to the certificate"), foreign);
        assertTrue(refusal().contains("chain.pem"), refusal());
    }

    private String refusal() {
        return String.valueOf(
                assertThrows(UnusableCertificateException.class, () -> ServerCertificate.contextOf(chain(), key()))
                        .getMessage());
    }
}
