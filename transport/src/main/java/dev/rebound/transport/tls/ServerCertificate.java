package dev.rebound.transport.tls;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A certificate with its key, taken from two PEM files and taken again when they change: certificates
 * last ninety days or less, and nobody should have to restart a mail server for that. Files that cannot
 * be used stop the start; later, the certificate in use stays and the log says why. Thread-safe.
 */
public final class ServerCertificate {

    /** Files are looked at again at a handshake, at most this often. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(ServerCertificate.class);

    private final Duration lookEvery;
    private final Path certificateFile;
    private final Path keyFile;
    private volatile Loaded loaded;

    private ServerCertificate(Path certificateFile, Path keyFile, Duration lookEvery) {
        this.lookEvery = lookEvery;
        this.certificateFile = certificateFile;
        this.keyFile = keyFile;
        this.loaded = load(List.of());
    }

    /**
     * What was read last.
     *
     * @param changed of each file, as it was then
     */
    private record Loaded(X509ExtendedKeyManager keys, List<FileTime> changed, long lookedAtNanos) {}

    /**
     * A TLS context for servers.
     *
     * @param certificateFile the chain in PEM, the server's own certificate first
     * @param keyFile its private key in PEM (PKCS #8, without password)
     * @throws UnusableCertificateException if the files cannot be read or do not belong together
     */
    public static SSLContext contextOf(Path certificateFile, Path keyFile) {
        return contextOf(certificateFile, keyFile, LOOK_EVERY);
    }

    static SSLContext contextOf(Path certificateFile, Path keyFile, Duration lookEvery) {
        ServerCertificate certificate = new ServerCertificate(certificateFile, keyFile, lookEvery);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {certificate.new Current()}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    private Loaded load(List<FileTime> changed) {
        List<X509Certificate> chain = PemFiles.certificates(certificateFile);
        PrivateKey key = PemFiles.privateKey(keyFile);
        try {
            if (!PemFiles.belongTogether(key, chain.getFirst())) {
                throw new GeneralSecurityException("what the key signs, the certificate does not confirm");
            }
            char[] none = new char[0];
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, none);
            store.setKeyEntry("server", key, none, chain.toArray(new X509Certificate[0]));
            KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
            factory.init(store, none);
            return new Loaded(
                    (X509ExtendedKeyManager) factory.getKeyManagers()[0],
                    changed.isEmpty() ? changeTimes() : changed,
                    System.nanoTime());
        } catch (GeneralSecurityException | IOException e) {
            throw new UnusableCertificateException(
                    keyFile, "its key does not belong to the certificate in " + certificateFile, e);
        }
    }

    private List<FileTime> changeTimes() throws IOException {
        return List.of(Files.getLastModifiedTime(certificateFile), Files.getLastModifiedTime(keyFile));
    }

    private X509ExtendedKeyManager keys() {
        Loaded now = loaded;
        if (System.nanoTime() - now.lookedAtNanos() < lookEvery.toNanos()) {
            return now.keys();
        }
        return lookAgain(now).keys();
    }

    private synchronized Loaded lookAgain(Loaded before) {
        if (loaded.lookedAtNanos() != before.lookedAtNanos()) {
            return loaded;
        }
        List<FileTime> changed = before.changed();
        try {
            changed = changeTimes();
            if (!changed.equals(before.changed())) {
                loaded = load(changed);
                LOG.info("Took the renewed certificate file={}", certificateFile);
                return loaded;
            }
        } catch (IOException | UnusableCertificateException e) {
            LOG.warn("Keeps the certificate in use: {} file={}", e.getMessage(), certificateFile);
        }
        loaded = new Loaded(before.keys(), changed, System.nanoTime());
        return loaded;
    }

    /** Asks for the certificate of the moment at every handshake. */
    private final class Current extends X509ExtendedKeyManager {

        @Override
        public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }

        @Override
        public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
            return keys().getServerAliases(type, issuers);
        }

        @Override
        public @Nullable String chooseServerAlias(
                String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return keys().chooseServerAlias(type, issuers, socket);
        }

        @Override
        public @Nullable String chooseEngineServerAlias(
                String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return keys().chooseEngineServerAlias(type, issuers, engine);
        }

        @Override
        public X509Certificate @Nullable [] getCertificateChain(String alias) {
            return keys().getCertificateChain(alias);
        }

        @Override
        public @Nullable PrivateKey getPrivateKey(String alias) {
            return keys().getPrivateKey(alias);
        }
    }
}
