package dev.rebound.transport.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.engine.delivery.AttemptOutcome;
import dev.rebound.engine.delivery.NetworkFailure;
import dev.rebound.transport.FreePort;
import dev.rebound.transport.smtp.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Postfix takes our mail and hands it to Dovecot by LMTP; what Dovecot refuses comes back as Postfix's own
 * report. Skipped where Debian's packages {@code postfix} and {@code dovecot-lmtpd} are not installed.
 */
@Tag("real-servers")
class PostfixDovecotIT {

    private static final long LOOK_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final String MAIN = """
            compatibility_level = 3.6
            queue_directory = @FOLDER@/queue
            data_directory = @FOLDER@/data
            command_directory = /usr/sbin
            daemon_directory = /usr/lib/postfix/sbin
            mail_owner = postfix
            setgid_group = postdrop
            maillog_file_prefixes = @FOLDER@
            maillog_file = @FOLDER@/postfix.log
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            myhostname = mx.example
            mydestination =
            mynetworks = 192.0.2.0/32
            alias_maps =
            smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
            virtual_mailbox_domains = there.example
            virtual_mailbox_maps = inline:{ ann@there.example=x, full@there.example=x, gone@there.example=x, slow@there.example=x }
            virtual_transport = lmtp:inet:127.0.0.1:@LMTP@
            message_size_limit = 50000
            smtpd_tls_security_level = may
            smtpd_tls_cert_file = @FOLDER@/cert.pem
            smtpd_tls_key_file = @FOLDER@/key.pem
            smtpd_tls_received_header = yes
            smtpd_sasl_auth_enable = yes
            smtpd_sasl_type = dovecot
            smtpd_sasl_path = @FOLDER@/dovecot/sasl
            transport_maps = inline:{ bounce.example=smtp:[127.0.0.1]:@RETURNS@, slow@there.example=smtp:[127.0.0.1]:@NOBODY@ }
            delay_warning_time = 1s
            queue_run_delay = 1s
            minimal_backoff_time = 1s
            maximal_backoff_time = 2s
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
            protocols = lmtp
            base_dir = @FOLDER@/dovecot
            log_path = @FOLDER@/dovecot.log
            ssl = no
            first_valid_uid = 1
            mail_location = maildir:@FOLDER@/mail/%u
            mail_plugins = quota
            postmaster_address = postmaster@there.example
            auth_mechanisms = plain login scram-sha-256
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
            passdb {
              driver = passwd-file
              args = username_format=%u @FOLDER@/users
            }
            userdb {
              driver = passwd-file
              args = username_format=%u @FOLDER@/users
            }
            plugin {
              quota = maildir:User quota
            }
            """;

    @TempDir
    private Path folder;

    private final ReturnBox returns = new ReturnBox();
    private Optional<RealServer> server = Optional.empty();
    private int port;

    @BeforeEach
    void start() throws Exception {
        RealServer.need(
                "packages postfix and dovecot-lmtpd",
                Path.of("/usr/sbin/postfix"),
                Path.of("/usr/lib/dovecot/lmtp"),
                Path.of("/usr/lib/postfix/sbin/smtpd"));
        RealServer real = new RealServer(folder);
        server = Optional.of(real);
        int lmtpPort = FreePort.find();
        port = FreePort.find();
        startDovecot(real, lmtpPort);
        Files.createDirectories(folder.resolve("queue"));
        real.folderOf("postfix", "data");
        real.write("etc/main.cf", MAIN, Map.of("LMTP", lmtpPort, "RETURNS", returns.port(), "NOBODY", FreePort.find()));
        real.write("etc/master.cf", MASTER, Map.of("PORT", port));
        real.run("/usr/sbin/postfix", "-c", folder.resolve("etc").toString(), "start");
        real.stopBy("/usr/sbin/postfix", "-c", folder.resolve("etc").toString(), "stop");
        real.awaitPort(port);
        real.awaitPort(lmtpPort);
    }

    private void startDovecot(RealServer real, int lmtpPort) throws IOException {
        Path mail = real.folderOf("nobody", "mail");
        int user = (Integer) Files.getAttribute(mail, "unix:uid");
        real.write("users", """
                ann@there.example:{PLAIN}opensesame:@USER@:@USER@::@FOLDER@/mail/ann
                full@there.example::@USER@:@USER@::@FOLDER@/mail/full::userdb_quota_rule=*:storage=1B
                """, Map.of("USER", user));
        real.write("dovecot.conf", DOVECOT, Map.of("LMTP", lmtpPort));
        real.start(
                "/usr/sbin/dovecot", "-F", "-c", folder.resolve("dovecot.conf").toString());
    }

    @AfterEach
    void stop() throws Exception {
        if (server.isPresent()) {
            server.get().stop();
        }
        returns.close();
    }

    private RealMail mail(Optional<Login> login) {
        return new RealMail(returns, port, login);
    }

    @Test
    void mailArrivesByteForByteInOneChunkOverProvenTls() throws Exception {
        try (RealMail mail = mail(Optional.empty())) {
            mail.delivered(1, "ann", ".dot\r\n..two\r\n.\r\nend");
        }
        String box = delivered();
        assertTrue(box.contains("\n\n.dot\n..two\n.\nend\n"), box);
        assertTrue(box.contains("TLSv1.3"), box);
    }

    /** The one message in Ann's mailbox, once it is there. */
    private String delivered() throws IOException {
        Path box = folder.resolve("mail/ann@there.example/new");
        for (int i = 0; i < 500; i++) {
            if (Files.isDirectory(box)) {
                try (Stream<Path> files = Files.list(box)) {
                    Optional<Path> first = files.findFirst();
                    if (first.isPresent()) {
                        return Files.readString(first.get()).replace("\r\n", "\n");
                    }
                }
            }
            LockSupport.parkNanos(LOOK_PAUSE_NANOS);
        }
        throw new AssertionError("nothing arrived");
    }

    @Test
    void itsRefusalsAreKeptWithTheirCommands() {
        try (RealMail mail = mail(Optional.empty())) {
            String unknown = mail.refused(SmtpCommand.RCPT, "who", "x", Reason.UNKNOWN_USER);
            assertTrue(unknown.startsWith("550 5.1.1"), unknown);
            String tooLarge = mail.refused(SmtpCommand.MAIL, "ann", "x".repeat(60_000), Reason.CONTENT);
            assertTrue(tooLarge.startsWith("552 5.3.4"), tooLarge);
        }
    }

    @Test
    void itsWarningThatAMessageIsDelayedIsUnderstood() throws Exception {
        try (RealMail mail = mail(Optional.empty())) {
            mail.delayed(6, "slow");
        }
    }

    @Test
    void itsReportsComeBackAreMatchedAndUnderstood() throws Exception {
        try (RealMail mail = mail(Optional.empty())) {
            mail.returned(2, "full", Reason.MAILBOX_FULL);
            mail.returned(3, "gone", Reason.UNKNOWN_USER);
        }
    }

    @Test
    void weSignInWithScramWhereTheServerProvesThatItKnowsThePassword() {
        Login login = new Login.Password("ann@there.example", () -> "opensesame", false);
        try (RealMail mail = mail(Optional.of(login))) {
            mail.delivered(4, "ann", "x");
        }
    }

    @Test
    void aWrongPasswordIsOurTrouble() {
        Login login = new Login.Password("ann@there.example", () -> "wrong", false);
        try (RealMail mail = mail(Optional.of(login))) {
            AttemptOutcome.Failed failed = assertInstanceOf(AttemptOutcome.Failed.class, mail.send(5, "ann", "x"));
            assertEquals(NetworkFailure.NOT_AUTHENTICATED, failed.failure());
            assertTrue(failed.detail().contains("535 5.7.8"), failed.detail());
        }
    }
}
