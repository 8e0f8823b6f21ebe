package dev.rebound.transport.dkim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of signing keys: one PEM file a key, named as the key is in DNS, with the private key (PKCS #8)
 * and the public one. Only its owner may read it; a key that others can read is not used.
 */
public final class DkimKeyFolder {

    private static final String SUFFIX = ".pem";
    private static final int FILE_OCTETS_MAX = 64 * 1024;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path folder;

    /** The folder inside a data folder; it need not be there yet. */
    public static DkimKeyFolder in(Path dataFolder) {
        return new DkimKeyFolder(dataFolder.resolve("dkim"));
    }

    DkimKeyFolder(Path folder) {
        this.folder = folder;
    }

    /** Where a key is kept. */
    public Path fileOf(DkimKeyName name) {
        return folder.resolve(name + SUFFIX);
    }

    /** The keys that are there, by name. */
    public List<DkimKeyName> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> DkimKeyName.parse(name.substring(0, name.length() - SUFFIX.length())))
                    .sorted((a, b) -> a.toString().compareTo(b.toString()))
                    .toList();
        } catch (IOException e) {
            throw new DkimKeyException("The folder " + folder + " cannot be read", e);
        }
    }

    /**
     * Makes a key.
     *
     * @throws DkimKeyException if there is one of this name already, or it cannot be written
     */
    public DkimKey make(DkimKeyName name, DkimAlgorithm algorithm) {
        try {
            KeyPair pair = algorithm.generate();
            Files.createDirectories(folder);
            write(
                    fileOf(name),
                    pem("PRIVATE", pair.getPrivate().getEncoded())
                            + pem("PUBLIC", pair.getPublic().getEncoded()));
            return new DkimKey(name, algorithm, pair.getPrivate(), pair.getPublic());
        } catch (FileAlreadyExistsException e) {
            throw new DkimKeyException("There is a key " + name + " already; keys are replaced by new selectors", e);
        } catch (IOException | GeneralSecurityException e) {
            throw new DkimKeyException("The key " + name + " cannot be made", e);
        }
    }

    /** Nobody else can read the file at any moment, and a crash leaves a whole key or none. */
    private void write(Path file, String pem) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        if (isPosix(folder)) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } else {
            Files.createFile(fresh);
        }
        Files.writeString(fresh, pem, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isPosix(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix");
    }

    private static String pem(String kind, byte[] octets) {
        return "-----BEGIN " + kind + " KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets)
                + "\n-----END " + kind + " KEY-----\n";
    }

    /**
     * Reads a key.
     *
     * @throws DkimKeyException if it is not there, cannot be read, or can be read by others
     */
    public DkimKey read(DkimKeyName name) {
        Path file = fileOf(name);
        try {
            if (isPosix(file)) {
                checkPermissions(file);
            }
            if (Files.size(file) > FILE_OCTETS_MAX) {
                throw new IOException("larger than a key file is");
            }
            String text = Files.readString(file);
            PrivateKey privateKey = privateKey(block(text, "PRIVATE").orElseThrow(() -> noPrivateKey(file)));
            DkimAlgorithm algorithm = DkimAlgorithm.of(privateKey)
                    .orElseThrow(() -> new DkimKeyException("The key " + file + " is neither RSA nor Ed25519"));
            return new DkimKey(name, algorithm, privateKey, publicKey(privateKey, block(text, "PUBLIC"), file));
        } catch (IOException | UncheckedIOException e) {
            throw new DkimKeyException(
                    "The DKIM key " + file + " cannot be read; make it with: rebound domains keygen", e);
        } catch (GeneralSecurityException e) {
            throw new DkimKeyException("The DKIM key " + file + " is damaged", e);
        }
    }

    private static void checkPermissions(Path file) throws IOException {
        Set<PosixFilePermission> more = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        more.removeAll(OWNER_ONLY);
        more.remove(PosixFilePermission.OWNER_EXECUTE);
        if (!more.isEmpty()) {
            throw new DkimKeyException("The DKIM key " + file + " can be read by others; forbid it with: chmod 600");
        }
    }

    private static DkimKeyException noPrivateKey(Path file) {
        return new DkimKeyException("The file " + file + " has no BEGIN PRIVATE KEY (PKCS #8) in it");
    }

    private static Optional<byte[]> block(String pem, String kind) {
        Matcher block = Pattern.compile(
                        "-----BEGIN " + kind + " KEY-----([A-Za-z0-9+/=\\s]*)-----END " + kind + " KEY-----")
                .matcher(pem);
        return block.find() ? Optional.of(Base64.getMimeDecoder().decode(block.group(1))) : Optional.empty();
    }

    private static PrivateKey privateKey(byte[] octets) throws GeneralSecurityException {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(octets);
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(spec);
        } catch (GeneralSecurityException notRsa) {
            return KeyFactory.getInstance("Ed25519").generatePrivate(spec);
        }
    }

    /** An RSA key knows its other half; the JDK does not compute that of an Ed25519 key. */
    private static PublicKey publicKey(PrivateKey key, Optional<byte[]> written, Path file)
            throws GeneralSecurityException {
        if (key instanceof RSAPrivateCrtKey rsa) {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
        }
        byte[] octets = written.orElseThrow(() -> new DkimKeyException(
                "The file " + file + " has no public key in it; add it with: openssl pkey -pubout"));
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(octets));
    }
}
