package dev.rebound.transport.sandbox.mail;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The certificate of all the sandbox's servers: self-signed, like most a sender meets. Its key is public,
 * which is why it is good for loopback only.
 */
public final class SandboxTls {

    private static final String KEY_STORE = "/sandbox/servers.p12";

    /** The key store's password protects nothing: the key is public. */
    private static final String PASSWORD = "sandbox";

    private SandboxTls() {}

    /** For the server side of STARTTLS. */
    public static SSLContext context() {
        try (InputStream in = SandboxTls.class.getResourceAsStream(KEY_STORE)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("reading the sandbox's certificate " + KEY_STORE, e);
        }
    }
}
