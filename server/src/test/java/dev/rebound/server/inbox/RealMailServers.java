package dev.rebound.server.inbox;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rebound.server.OtherProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A company's mail as it is: Postfix takes mail of people who sign in and sends it on; Dovecot keeps their mailboxes. Another Postfix is
 * the world outside, {@code there.example}, where only {@code ann} exists.
 */
public final class RealMailServers {

    private static final int SIGN_INS_TRIED = 50;

    public static final String PASSWORD = "opensesame";

    private static final int START_TRIES = 500;
    private static final long START_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int STOP_SECONDS = 10;

    private static final String MAIN = """
            compatibility_level = 3.6
            queue_directory = @FOLDER@/@NAME@/queue
            data_directory = @FOLDER@/@NAME@/data
            command_directory = /usr/sbin
            daemon_directory = /usr/lib/postfix/sbin
            mail_owner = postfix
            setgid_group = postdrop
            maillog_file_prefixes = @FOLDER@
            maillog_file = @FOLDER@/@NAME@/postfix.log
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            myhostname = @NAME@.example
            mydestination =
            mynetworks = 192.0.2.0/32
            alias_maps =
            smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
            virtual_transport = lmtp:inet:127.0.0.1:@LMTP@
            smtpd_tls_security_level = may
            smtpd_tls_cert_file = @FOLDER@/cert.pem
            smtpd_tls_key_file = @FOLDER@/key.pem
            queue_run_delay = 1s
            minimal_backoff_time = 1s
            maximal_backoff_time = 2s
            @MORE@
            """;
    private static final String HERE = """
            virtual_mailbox_domains = here.example
            virtual_mailbox_maps = regexp:{{/@here.example/ x}}
            smtpd_sasl_auth_enable = yes
            smtpd_sasl_type = dovecot
            smtpd_sasl_path = @FOLDER@/dovecot/sasl
            transport_maps = inline:{ there.example=smtp:[127.0.0.1]:@OUT@ }
            smtpd_recipient_restrictions =
              check_recipient_access inline:{ {closed@there.example = 550 5.1.1 User unknown, mailbox closed} }
            """;
    private static final String THERE = """
            virtual_mailbox_domains = there.example
            virtual_mailbox_maps = inline:{ ann@there.example=x }
            """;
    private static final String MASTER = """
            127.0.0.1:@PORT@ inet n - n - - smtpd
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            tlsmgr unix - - n - 1 tlsmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            smtp unix - - n - - smtp
            lmtp unix - - n - - lmtp
            error unix - - n - - error
            retry unix - - n - - error
            anvil unix - - n - 1 anvil
            scache unix - - n - 1 scache
            proxymap unix - - n - - proxymap
            postlog unix-dgram n - n - 1 postlogd
            """;
    private static final String DOVECOT = """
            protocols = imap lmtp
            base_dir = @FOLDER@/dovecot
            log_path = @FOLDER@/dovecot.log
            ssl = yes
            ssl_cert = <@FOLDER@/cert.pem
            ssl_key = <@FOLDER@/key.pem
            disable_plaintext_auth = no
            first_valid_uid = 1
            mail_location = maildir:@FOLDER@/mail/%u
            postmaster_address = postmaster@here.example
            auth_mechanisms = plain login @MECHANISMS@
            mail_max_userip_connections = 5000
            service imap-login {
              inet_listener imap {
                address = 127.0.0.1
                port = @IMAP@
              }
              inet_listener imaps {
                address = 127.0.0.1
                port = @IMAPS@
              }
            }
            service lmtp {
              inet_listener lmtp {
                address = 127.0.0.1
                port = @LMTP@
              }
            }
            service auth {
              unix_listener @FOLDER@/dovecot/sasl {
                mode = 0666
              }
            }
            # a wrong password of one test must not make others from this machine wait
            service anvil {
              unix_listener anvil-auth-penalty {
                mode = 0
              }
            }
            namespace inbox {
              inbox = yes
              mailbox Junk {
                special_use = \\Junk
                auto = create
              }
              mailbox Sent {
                special_use = \\Sent
                auto = create
              }
            }
            passdb {
              driver = passwd-file
              args = username_format=%u @FOLDER@/users
            }
            @PASSDB@
            userdb {
              driver = static
              args = uid=@USER@ gid=@USER@ home=@FOLDER@/mail/%u allow_all_users=yes
            }
            """;

    private final Path folder;
    private final List<String[]> stopCommands = new ArrayList<>();
    private final int imap = freePort();
    private final int imaps = freePort();
    private final int lmtp = freePort();
    private final int submission = freePort();
    private String mechanisms = "";
    private String passdb = "";
    private Optional<Process> dovecot = Optional.empty();

    /** In a folder that the servers' own users can enter. */
    public RealMailServers(Path folder) throws IOException, InterruptedException {
        assumeTrue(System.getProperty("user.name").equals("root"), "mail servers are started as root only");
        for (String file : List.of("/usr/sbin/postfix", "/usr/lib/dovecot/lmtp", "/usr/lib/dovecot/imap")) {
            assumeTrue(
                    Files.exists(Path.of(file)),
                    file + " is missing: install Debian's postfix, dovecot-imapd and dovecot-lmtpd");
        }
        this.folder = folder;
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        OtherProgram.makeCertificate(folder);
    }

    public int imap() {
        return imap;
    }

    int imaps() {
        return imaps;
    }

    public int submission() {
        return submission;
    }

    /** Has people sign in with tokens too. */
    RealMailServers withTokens(String oauthConfiguration) throws IOException {
        mechanisms = "xoauth2 oauthbearer";
        Files.writeString(folder.resolve("oauth.conf"), oauthConfiguration);
        passdb = """
                passdb {
                  driver = oauth2
                  mechanisms = xoauth2 oauthbearer
                  args = %s/oauth.conf
                }
                """.formatted(folder);
        return this;
    }

    public RealMailServers start() throws IOException, InterruptedException {
        Path mail = Files.createDirectories(folder.resolve("mail"));
        Files.setOwner(
                mail, folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        int user = (Integer) Files.getAttribute(mail, "unix:uid");
        writePassword(PASSWORD);
        write("dovecot.conf", DOVECOT, Map.of("USER", user));
        startDovecot();
        int out = freePort();
        startPostfix("here", HERE.replace("@OUT@", Integer.toString(out)), submission);
        startPostfix("there", THERE, out);
        awaitPort(submission);
        awaitPort(out);
        return this;
    }

    /** The password of everybody from now on: Dovecot looks at its file once a second at most, so it is waited for. */
    void changePassword(String password) throws IOException, InterruptedException {
        writePassword(password);
        List<String> signIn = List.of(
                "/usr/bin/doveadm",
                "-c",
                folder.resolve("dovecot.conf").toString(),
                "auth",
                "test",
                "sam1@here.example",
                password);
        for (int i = 0; i < SIGN_INS_TRIED; i++) {
            if (OtherProgram.run(folder, signIn.toArray(String[]::new)).exitCode() == 0) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        throw new IOException("Dovecot does not take the new password");
    }

    private void writePassword(String password) throws IOException {
        StringBuilder users = new StringBuilder();
        for (int i = 1; i <= 20; i++) {
            users.append("sam")
                    .append(i)
                    .append("@here.example:{PLAIN}")
                    .append(password)
                    .append('\n');
        }
        Files.writeString(folder.resolve("users"), users);
    }

    void startDovecot() throws IOException {
        dovecot = Optional.of(new ProcessBuilder(
                        "/usr/sbin/dovecot",
                        "-F",
                        "-c",
                        folder.resolve("dovecot.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start());
        awaitPort(imap);
        awaitPort(lmtp);
    }

    /** Its children, of which each has a connection, would go on for half a minute. */
    void stopDovecot() throws InterruptedException {
        Process process = dovecot.orElseThrow();
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private void startPostfix(String name, String more, int port) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve(name + "/queue"));
        Path data = Files.createDirectories(folder.resolve(name + "/data"));
        Files.setOwner(
                data, folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postfix"));
        write(name + "/etc/main.cf", MAIN.replace("@MORE@", more), Map.of("NAME", name));
        write(name + "/etc/master.cf", MASTER, Map.of("PORT", port));
        String etc = folder.resolve(name + "/etc").toString();
        OtherProgram.Ended started = OtherProgram.run(folder, "/usr/sbin/postfix", "-c", etc, "start");
        if (started.exitCode() != 0) {
            throw new IOException(started.output());
        }
        stopCommands.add(new String[] {"/usr/sbin/postfix", "-c", etc, "stop"});
    }

    private void write(String name, String text, Map<String, Object> values) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        String written = text.replace("@PASSDB@", passdb)
                .replace("@FOLDER@", folder.toString())
                .replace("@LMTP@", Integer.toString(lmtp))
                .replace("@IMAP@", Integer.toString(imap))
                .replace("@IMAPS@", Integer.toString(imaps))
                .replace("@MECHANISMS@", mechanisms);
        for (Map.Entry<String, Object> value : values.entrySet()) {
            written =
                    written.replace("@" + value.getKey() + "@", value.getValue().toString());
        }
        Files.writeString(file, written);
    }

    /** Puts a message into somebody's inbox, or another folder, as if it had been delivered. */
    void deliver(String user, String subfolder, String name, byte[] message) throws IOException {
        Path box = folder.resolve("mail/" + user + (subfolder.isEmpty() ? "" : "/." + subfolder));
        Path temporary = box.resolve("tmp/" + name);
        Files.write(temporary, message);
        Files.setOwner(temporary, Files.getOwner(box));
        Files.move(temporary, box.resolve("new/" + name));
    }

    /** Files of somebody's inbox: with the flags that a client set behind the colon. */
    List<String> inbox(String user) throws IOException {
        List<String> names = new ArrayList<>();
        for (String part : List.of("new", "cur")) {
            Path box = folder.resolve("mail/" + user + "/" + part);
            if (Files.isDirectory(box)) {
                try (var files = Files.list(box)) {
                    files.forEach(file -> names.add(part + "/" + file.getFileName()));
                }
            }
        }
        return names;
    }

    /** What is in somebody's folder. */
    public List<String> messages(String user, String subfolder) throws IOException {
        List<String> found = new ArrayList<>();
        for (String part : List.of("new", "cur")) {
            Path box = folder.resolve("mail/" + user + "/." + subfolder + "/" + part);
            if (Files.isDirectory(box)) {
                try (var files = Files.list(box)) {
                    for (Path file : files.toList()) {
                        found.add(Files.readString(file));
                    }
                }
            }
        }
        return found;
    }

    /** Makes all numbers of somebody's inbox mean something else. */
    void forgetNumbers(String user) throws IOException {
        Files.deleteIfExists(folder.resolve("mail/" + user + "/dovecot-uidlist"));
        Path box = folder.resolve("mail/" + user);
        try (var files = Files.list(box)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith("dovecot")) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** What Dovecot has to say, at the end of its log. */
    String said() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("dovecot.log"));
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitPort(int port) throws IOException {
        for (int i = 0; i < START_TRIES; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException notYet) {
                LockSupport.parkNanos(START_PAUSE_NANOS);
            }
        }
        Path log = folder.resolve("dovecot.log");
        throw new IOException("nobody listens at port " + port + ": "
                + Files.readString(folder.resolve("output"))
                + (Files.exists(log) ? Files.readString(log) : ""));
    }

    public void close() throws IOException, InterruptedException {
        for (String[] command : stopCommands) {
            OtherProgram.run(folder, command);
        }
        if (dovecot.isPresent()) {
            stopDovecot();
        }
    }
}
