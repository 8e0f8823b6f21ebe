package dev.rebound.transport.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and private keys in PEM (RFC 7468), as certbot and others write them. */
final class PemFiles {

    /** Largest file read, in octets; a chain of ten certificates has 20,000. */
    private static final int OCTETS_MAX = 1_000_000;

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    /** What a PKCS #8 file can hold that TLS can use. */
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

    private PemFiles() {}

    /** The chain, the server's own certificate first. */
    static List<X509Certificate> certificates(Path file) {
        try {
            List<X509Certificate> chain =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(read(file)))
                            .stream()
                            .map(PemFiles::x509)
                            .toList();
            if (chain.isEmpty()) {
                throw new UnusableCertificateException(file, "there is no certificate in it", new IOException("empty"));
            }
            return chain;
        } catch (GeneralSecurityException e) {
            throw new UnusableCertificateException(file, "it must hold certificates in PEM, the server's own first", e);
        }
    }

    private static X509Certificate x509(Certificate certificate) {
        return (X509Certificate) certificate;
    }

    /** The private key. */
    static PrivateKey privateKey(Path file) {
        Matcher pem = KEY.matcher(new String(read(file), StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw new UnusableCertificateException(
                    file,
                    "it must hold a private key that begins with BEGIN PRIVATE KEY (PKCS #8, without password);"
                            + " convert another with: openssl pkcs8 -topk8 -nocrypt -in old.pem -out new.pem",
                    new IOException("no PKCS #8 key"));
        }
        byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
        GeneralSecurityException last = new GeneralSecurityException("no algorithm tried");
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (GeneralSecurityException e) {
                last = e;
            }
        }
        throw new UnusableCertificateException(file, "its key must be RSA, EC or Ed25519", last);
    }

    /** Whether a certificate is for a key: what the one signs, the other confirms. */
    static boolean belongTogether(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "Ed25519";
        };
        byte[] anything = {'r', 'e', 'b', 'o', 'u', 'n', 'd'};
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(anything);
        byte[] signature = signing.sign();
        Signature checking = Signature.getInstance(algorithm);
        checking.initVerify(certificate);
        checking.update(anything);
        return checking.verify(signature);
    }

    private static byte[] read(Path file) {
        try {
            if (Files.size(file) > OCTETS_MAX) {
                throw new IOException("it has more than " + OCTETS_MAX + " octets");
            }
            byte[] octets = Files.readAllBytes(file);
            return Arrays.copyOf(octets, Math.min(octets.length, OCTETS_MAX));
        } catch (IOException e) {
            throw new UnusableCertificateException(file, "it cannot be read: " + e.getMessage(), e);
        }
    }
}
