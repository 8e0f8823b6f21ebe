package dev.rebound.server.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.server.LiveRebound;
import dev.rebound.server.MailSink;
import dev.rebound.server.OtherProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs as integrators have them, over STARTTLS. Each is skipped where it is not installed. */
@Tag("real-servers")
class RealClientsIT {

    private static final String SMTPLIB = """
        import smtplib, ssl, sys
        from email.message import EmailMessage
        insecure = ssl._create_unverified_context()
        mail = EmailMessage()
        mail['From'] = 'Shop <shop@there.example>'
        mail['To'] = 'ann@x.example'
        mail['Subject'] = 'Gr\u00fc\u00dfe'
        mail['Message-ID'] = '<py@there.example>'
        mail.set_content('Hallo J\u00f6rg\\n.\\n')
        with smtplib.SMTP('127.0.0.1', int(sys.argv[1])) as smtp:
            smtp.starttls(context=insecure)
            try:
                smtp.login('1', 'wrong')
                print('let in')
            except smtplib.SMTPAuthenticationError as e:
                print(e.smtp_code)
            smtp.login('1', sys.argv[2])
            print(smtp.send_message(mail))
        """;

    @TempDir
    private Path folder;

    private final MailSink sink = new MailSink(Optional.empty());
    private Optional<LiveRebound> rebound = Optional.empty();

    @BeforeEach
    void start() throws Exception {
        OtherProgram.makeCertificate(folder);
        rebound = Optional.of(new LiveRebound(
                folder.resolve("data"),
                sink.port(),
                Map.of(
                        "REBOUND_SUBMISSION_TLS_CERTIFICATE",
                        folder.resolve("cert.pem").toString(),
                        "REBOUND_SUBMISSION_TLS_KEY",
                        folder.resolve("key.pem").toString())));
    }

    @AfterEach
    void stop() {
        rebound.ifPresent(LiveRebound::close);
        sink.close();
    }

    private String port() {
        return Integer.toString(rebound.orElseThrow().submissionPort());
    }

    @Test
    void pythonsSmtplibSignsInAndSends() throws Exception {
        OtherProgram.need("/usr/bin/python3", "python3");

        OtherProgram.Ended ended =
                OtherProgram.run(folder, "/usr/bin/python3", "-c", SMTPLIB, port(), LiveRebound.SUBMISSION_KEY);

        assertEquals("535\n{}\n", ended.output());
        String text = MailSink.text(sink.next());
        assertTrue(text.contains("Message-ID: <py@there.example>\r\n"), text);
        assertTrue(text.contains("with ESMTPSA;"), text);
    }

    @Test
    void curlSignsInAndSends() throws Exception {
        OtherProgram.need("/usr/bin/curl", "curl");
        Files.writeString(folder.resolve("mail"), "From: shop@there.example\r\nSubject: curl\r\n\r\n..x\r\n");

        OtherProgram.Ended ended = curl("ann@x.example");

        assertEquals(0, ended.exitCode(), ended.output());
        String text = MailSink.text(sink.next());
        assertTrue(text.endsWith("Subject: curl\r\n\r\n..x\r\n"), text);
    }

    private OtherProgram.Ended curl(String recipient) throws IOException, InterruptedException {
        return OtherProgram.run(
                folder,
                "/usr/bin/curl",
                "--silent",
                "--show-error",
                "--insecure",
                "--ssl-reqd",
                "--user",
                "1:" + LiveRebound.SUBMISSION_KEY,
                "--mail-from",
                "shop@there.example",
                "--mail-rcpt",
                recipient,
                "--upload-file",
                "mail",
                "smtp://127.0.0.1:" + port());
    }
}
