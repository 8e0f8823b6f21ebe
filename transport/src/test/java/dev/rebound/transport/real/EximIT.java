package dev.rebound.transport.real;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.core.smtp.SmtpCommand;
import dev.rebound.transport.FreePort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exim takes our mail, refuses some and reports some back. Debian installs either Exim or Postfix, never
 * both; so {@code scripts/suite} unpacks Exim beside. Skipped where it is not.
 */
@Tag("real-servers")
class EximIT {

    /** Where the package puts it, and where the suite unpacks it if Postfix is installed. */
    private static final Path EXIM = Stream.of(
                    Path.of("/usr/sbin/exim4"), Path.of("/opt/rebound-tests/exim4/usr/sbin/exim4"))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(Path.of("/opt/rebound-tests/exim4/usr/sbin/exim4"));

    private static final String CONFIGURATION = """
            exim_path = @EXIM@
            spool_directory = @FOLDER@/spool
            log_file_path = @FOLDER@/log/%slog
            primary_hostname = mx.example
            local_interfaces = 127.0.0.1
            daemon_smtp_ports = @PORT@
            qualify_domain = there.example
            tls_certificate = @FOLDER@/cert.pem
            tls_privatekey = @FOLDER@/key.pem
            tls_advertise_hosts = *
            message_size_limit = 50K
            acl_smtp_rcpt = rcpt
            deliver_drop_privilege = true
            host_lookup =
            rfc1413_query_timeout = 0s
            keep_environment =
            delay_warning = 1s

            begin acl

            rcpt:
              require verify = recipient
              accept domains = there.example

            begin routers

            back:
              driver = manualroute
              domains = bounce.example
              route_list = * 127.0.0.1::@RETURNS@
              transport = out
              self = send

            late:
              driver = redirect
              domains = there.example
              local_parts = late
              data = :fail: no such user here
              no_verify
              allow_fail

            slow:
              driver = manualroute
              domains = there.example
              local_parts = slow
              route_list = * 127.0.0.1::@NOBODY@
              transport = out
              self = send

            boxes:
              driver = accept
              domains = there.example
              local_parts = ann : full : late
              transport = boxes

            begin transports

            out:
              driver = smtp

            boxes:
              driver = appendfile
              file = @FOLDER@/spool/box-$local_part_data
              quota = ${if eq{$local_part}{full}{1}{10M}}

            begin retry

            * quota
            * * F,1h,1s
            """;

    @TempDir
    private Path folder;

    private final ReturnBox returns = new ReturnBox();
    private Optional<RealServer> server = Optional.empty();
    private int port;

    @BeforeEach
    void start() throws Exception {
        RealServer.need("exim4-daemon-light, or run ./rebound test as root", EXIM);
        RealServer real = new RealServer(folder);
        server = Optional.of(real);
        port = FreePort.find();
        real.folderOf("Debian-exim", "spool");
        real.folderOf("Debian-exim", "log");
        real.write(
                "exim.conf",
                CONFIGURATION,
                Map.of("EXIM", EXIM, "PORT", port, "RETURNS", returns.port(), "NOBODY", FreePort.find()));
        real.start(EXIM.toString(), "-C", folder.resolve("exim.conf").toString(), "-bdf", "-q1s");
        real.awaitPort(port);
    }

    @AfterEach
    void stop() throws Exception {
        if (server.isPresent()) {
            server.get().stop();
        }
        returns.close();
    }

    @Test
    void mailArrivesAndRefusalsAreKept() {
        try (RealMail mail = new RealMail(returns, port, Optional.empty())) {
            mail.delivered(1, "ann", ".dot\r\n..two\r\n.\r\nend");
            String unknown = mail.refused(SmtpCommand.RCPT, "who", "x", Reason.UNKNOWN_USER);
            assertTrue(unknown.startsWith("550"), unknown);
            String tooLarge = mail.refused(SmtpCommand.MAIL, "ann", "x".repeat(60_000), Reason.CONTENT);
            assertTrue(tooLarge.startsWith("552"), tooLarge);
        }
    }

    @Test
    void itsWarningThatAMessageIsDelayedIsUnderstood() throws Exception {
        try (RealMail mail = new RealMail(returns, port, Optional.empty())) {
            mail.delayed(4, "slow");
        }
    }

    @Test
    void itsReportsComeBackAreMatchedAndUnderstood() throws Exception {
        try (RealMail mail = new RealMail(returns, port, Optional.empty())) {
            mail.returned(2, "late", Reason.UNKNOWN_USER);
            mail.returned(3, "full", Reason.MAILBOX_FULL);
        }
    }
}
