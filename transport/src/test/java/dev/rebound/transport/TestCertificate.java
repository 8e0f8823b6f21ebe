package dev.rebound.transport;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Collections;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Self-signed certificates, made with {@code keytool -genkeypair -alias A -keyalg RSA -keysize 2048 -dname
 * CN=mx.example -ext san=NAMES -validity 36500 -storetype PKCS12 -keystore mx.example.p12 -storepass
 * for-tests-only}: {@code mx} for {@code dns:mx.example,dns:*.example,ip:127.0.0.1}; and with {@code -keyalg EC
 * -groupname secp256r1} {@code other} for {@code dns:other.invalid}, and {@code expired}, which was in force in
 * January 2020. The first is RSA because GnuTLS, in Exim, does not read EC keys as the JDK writes them.
 */
public final class TestCertificate {

    private static final char[] PASSWORD = "for-tests-only".toCharArray();

    private TestCertificate() {}

    /** Presents the certificate {@code mx} as a server, and trusts all of them and nothing else as a client. */
    public static SSLContext context() {
        return context("mx");
    }

    /** Presents one of the certificates as a server. */
    public static SSLContext context(String alias) {
        try {
            KeyStore all = all();
            KeyStore own = empty();
            Key key = all.getKey(alias, PASSWORD);
            own.setKeyEntry(alias, key, PASSWORD, new Certificate[] {all.getCertificate(alias)});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, PASSWORD);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the test certificate does not load", e);
        }
    }

    /** All of them as trust anchors: a key entry is none. */
    public static KeyStore trusted() {
        try {
            KeyStore all = all();
            KeyStore trusted = empty();
            for (String alias : Collections.list(all.aliases())) {
                trusted.setCertificateEntry(alias, all.getCertificate(alias));
            }
            return trusted;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the test certificates do not load", e);
        }
    }

    /** The certificate {@code mx}, for servers that read files. */
    public static String certificatePem() {
        try {
            return pem("CERTIFICATE", all().getCertificate("mx").getEncoded());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the test certificate does not load", e);
        }
    }

    /** Its private key. */
    public static String keyPem() {
        try {
            return pem("PRIVATE KEY", all().getKey("mx", PASSWORD).getEncoded());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the test certificate does not load", e);
        }
    }

    private static String pem(String kind, byte[] octets) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets)
                + "\n-----END " + kind + "-----\n";
    }

    private static KeyStore all() throws GeneralSecurityException, IOException {
        try (InputStream file = Objects.requireNonNull(TestCertificate.class.getResourceAsStream("/mx.example.p12"))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, PASSWORD);
            return store;
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
