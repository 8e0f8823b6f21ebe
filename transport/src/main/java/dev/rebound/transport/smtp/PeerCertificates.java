package dev.rebound.transport.smtp;

import dev.rebound.engine.ledger.TlsState;
import dev.rebound.engine.ledger.TlsState.CertificateState;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Judges what a server's certificate proves. Thread-safe.
 *
 * <p>It is judged after the handshake and not by it: most mail servers may present whatever they like
 * (RFC 7435), yet what they present is recorded for all; and a resumed TLS session, in which no
 * certificate is sent, is judged like any other. Names are compared as RFC 9525 says (section 6): only
 * subjectAltName counts, and a star stands for exactly one whole label, the first. Revocation is not
 * looked up.
 */
public final class PeerCertificates {

    /** General names of RFC 5280, section 4.2.1.6. */
    private static final int DNS_NAME = 2;

    private static final int IP_ADDRESS = 7;

    /** Which key exchange it is makes no difference to the checks of TLS 1.2 and later. */
    private static final String ANY_KEY_EXCHANGE = "UNKNOWN";

    private final X509TrustManager authorities;

    private PeerCertificates(X509TrustManager authorities) {
        this.authorities = authorities;
    }

    /** Trusts whom this Java trusts ({@code javax.net.ssl.trustStore} can name others). */
    public static PeerCertificates ofThisJava() {
        return trusting(null);
    }

    /** Trusts the certificates in a store, or this Java's. */
    public static PeerCertificates trusting(@Nullable KeyStore store) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            Stream<TrustManager> managers = Arrays.stream(factory.getTrustManagers());
            return new PeerCertificates(managers.filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst()
                    .orElseThrow());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot check certificates", e);
        }
    }

    /** What is to be recorded of a session with a host, whose name is lower case. */
    TlsState.Encrypted judge(SSLSession session, String host) {
        return new TlsState.Encrypted(session.getProtocol(), session.getCipherSuite(), certificate(session, host));
    }

    private CertificateState certificate(SSLSession session, String host) {
        X509Certificate[] chain;
        try {
            chain = Arrays.stream(session.getPeerCertificates())
                    .map(X509Certificate.class::cast)
                    .toArray(X509Certificate[]::new);
            chain[0].checkValidity();
            authorities.checkServerTrusted(chain, ANY_KEY_EXCHANGE);
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            return CertificateState.EXPIRED;
        } catch (SSLPeerUnverifiedException | CertificateException e) {
            return CertificateState.NOT_TRUSTED;
        }
        return names(chain[0], host) ? CertificateState.VALID : CertificateState.HOST_MISMATCH;
    }

    private static boolean names(X509Certificate certificate, String host) {
        try {
            return Optional.ofNullable(certificate.getSubjectAlternativeNames()).stream()
                    .flatMap(Collection::stream)
                    .anyMatch(name -> names(name, host));
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    /** A general name is its kind and its value. */
    private static boolean names(List<?> name, String host) {
        String value = Objects.toString(name.get(1)).toLowerCase(Locale.ROOT);
        return switch (name.get(0)) {
            case Integer kind when kind == DNS_NAME -> HostPattern.matches(value, host);
            case Integer kind when kind == IP_ADDRESS -> value.equals(host);
            default -> false;
        };
    }
}
