package dev.rebound.bench.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Debian's Dovecot at loopback, with a mailbox for whoever signs in with {@link #PASSWORD}, over TLS with a certificate of its own. Started as
 * root only, because each mailbox is opened by a process of its owner's. For one thread.
 */
public final class Dovecot {

    /** Everybody's. */
    public static final String PASSWORD = "opensesame";

    private static final String STORE_PASSWORD = "for-this-run-only";

    private static final String CONFIGURATION = """
            protocols = imap
            base_dir = @FOLDER@/run
            log_path = @FOLDER@/dovecot.log
            ssl = required
            ssl_cert = <@FOLDER@/cert.pem
            ssl_key = <@FOLDER@/key.pem
            first_valid_uid = 1
            mail_location = maildir:@FOLDER@/mail/%n
            mail_max_userip_connections = 20000
            mailbox_list_index = no
            default_client_limit = 18000
            default_process_limit = 8000
            service imap-login {
              service_count = 0
              process_min_avail = 8
              process_limit = 8
              client_limit = 2000
              vsz_limit = 0
              inet_listener imap {
                port = 0
              }
              inet_listener imaps {
                address = 127.0.0.1
                port = @PORT@
              }
            }
            service imap {
              process_limit = 8000
            }
            namespace inbox {
              inbox = yes
            }
            passdb {
              driver = static
              args = password=@PASSWORD@
            }
            userdb {
              driver = static
              args = uid=@USER@ gid=@USER@ home=@FOLDER@/mail/%n
            }
            """;

    private final PeerFolder folder;
    private final Path mail;
    private final int port;
    private Process process;

    private Dovecot(PeerFolder folder, Path mail, int port, Process process) {
        this.folder = folder;
        this.mail = mail;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts one that runs until the folder is closed.
     *
     * @throws MissingPeerException if it is not installed, or this is not root
     */
    public static Dovecot start(PeerFolder folder) throws IOException, InterruptedException {
        String program = PeerFolder.program("dovecot", "dovecot-imapd");
        if (!PeerFolder.isRoot()) {
            throw new MissingPeerException("dovecot is started as root only: run this as root");
        }
        Path home = folder.path();
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        certify(folder, home);
        Path mail = Files.createDirectories(home.resolve("mail"));
        Files.setOwner(
                mail, home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        int port = PeerFolder.freePort();
        String text = CONFIGURATION
                .replace("@FOLDER@", home.toString())
                .replace("@PORT@", Integer.toString(port))
                .replace("@PASSWORD@", PASSWORD)
                .replace("@USER@", Files.getAttribute(mail, "unix:uid").toString());
        Files.writeString(home.resolve("dovecot.conf"), text);
        Process process = folder.start(
                List.of(program, "-F", "-c", home.resolve("dovecot.conf").toString()));
        folder.awaitPort(port);
        return new Dovecot(folder, mail, port, process);
    }

    /** A key and a certificate for 127.0.0.1, as Java keeps them and as Dovecot reads them. */
    private static void certify(PeerFolder folder, Path home) throws IOException, InterruptedException {
        Path store = home.resolve("own.p12");
        folder.run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "3",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                STORE_PASSWORD));
        try (var in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, STORE_PASSWORD.toCharArray());
            byte[] key = keys.getKey("own", STORE_PASSWORD.toCharArray()).getEncoded();
            Files.writeString(home.resolve("key.pem"), pem("PRIVATE KEY", key));
            byte[] certificate = keys.getCertificate("own").getEncoded();
            Files.writeString(home.resolve("cert.pem"), pem("CERTIFICATE", certificate));
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate that was just made cannot be read", e);
        }
    }

    private static String pem(String kind, byte[] octets) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets) + "\n-----END " + kind
                + "-----\n";
    }

    /** System properties that make a JVM trust it, set before TLS is first used. */
    public Map<String, String> trust() {
        return Map.of(
                "javax.net.ssl.trustStore",
                folder.path().resolve("own.p12").toString(),
                "javax.net.ssl.trustStoreType",
                "PKCS12",
                "javax.net.ssl.trustStorePassword",
                STORE_PASSWORD);
    }

    /** Where it takes connections in TLS. */
    public int port() {
        return port;
    }

    /** Puts a message into somebody's inbox, as a delivery agent does. */
    public void deliver(String user, String name, String message) throws IOException {
        Path box = mail.resolve(user);
        if (!Files.isDirectory(box.resolve("new"))) {
            for (String part : List.of("", "tmp", "new", "cur")) {
                Files.setOwner(Files.createDirectories(box.resolve(part)), Files.getOwner(mail));
            }
        }
        Path temporary = box.resolve("tmp").resolve(name);
        Files.writeString(temporary, message, StandardCharsets.UTF_8);
        Files.setOwner(temporary, Files.getOwner(mail));
        Files.move(temporary, box.resolve("new").resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Ends it and everything it has started, as a restart of the machine would. */
    public void stop() throws InterruptedException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        process.waitFor();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** Starts it again with the mailboxes it had. */
    public void startAgain() throws IOException {
        process = folder.start(List.of(
                PeerFolder.program("dovecot", "dovecot-imapd"),
                "-F",
                "-c",
                folder.path().resolve("dovecot.conf").toString()));
        folder.awaitPort(port);
    }
}
