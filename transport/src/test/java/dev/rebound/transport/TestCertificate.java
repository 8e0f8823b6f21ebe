package dev.rebound.transport;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A self-signed certificate for {@code mx.example}, valid until 2126, made with
 * {@code keytool -genkeypair -alias mx -keyalg EC -groupname secp256r1 -dname CN=mx.example -validity 36500
 * -storetype PKCS12 -keystore mx.example.p12 -storepass for-tests-only}.
 */
public final class TestCertificate {

    private TestCertificate() {}

    /** Presents the certificate as a server, and trusts it and nothing else as a client. */
    public static SSLContext context() {
        char[] password = "for-tests-only".toCharArray();
        try (InputStream file = Objects.requireNonNull(TestCertificate.class.getResourceAsStream("/mx.example.p12"))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, password);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            // A key entry is no trust anchor; its certificate becomes one.
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("mx", store.getCertificate("mx"));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the test certificate does not load", e);
        }
    }
}
