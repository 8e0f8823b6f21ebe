package dev.rebound.server.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rebound.classify.Classifier;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.token.ReturnPathSigner;
import dev.rebound.engine.contact.NewContact;
import dev.rebound.engine.email.EmailContent;
import dev.rebound.engine.email.EmailDraft;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Selection;
import dev.rebound.engine.intake.ReturnDesk;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import dev.rebound.transport.server.ReturnedMailServer;
import dev.rebound.transport.server.ServerLimits;
import dev.rebound.transport.server.SmtpServerSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk fills up while reports come in: the one that finds no room is answered 451, nothing that was answered 250 is
 * lost, and once there is room again the next report is taken. A disk of a few megabytes is mounted for it; skipped
 * where that is not allowed.
 */
@SuppressWarnings("NullAway.Init") // filled before each test
final class IntakeFullDiskIT {

    private static final String DOMAIN = "bounce.shop.example";
    private static final int MESSAGES = 200;
    /** Of noise, which cannot be packed: a few dozen reports fill the disk. */
    private static final int NOISE_OCTETS = 150_000;

    private static final int RESERVE_OCTETS = 2_000_000;

    @TempDir
    private Path folder;

    private final Random random = new Random(20_261_128);
    private final WorldClock clock = WorldClock.system();
    private final ReturnPathSigner signer = new ReturnPathSigner(List.of(new byte[32]));
    private Path disk;
    private Path reserve;
    private Store store;
    private AccountId account;
    private ReturnedMailServer server;

    @BeforeEach
    void open() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk.toString()) == 0,
                "a small disk cannot be mounted here");
        reserve = Files.write(disk.resolve("reserve"), new byte[RESERVE_OCTETS]);
        store = Store.open(disk.resolve("rebound"), StoreSettings.standard());
        acceptMessages();
        Classifier classifier = Classifier.builtIn();
        ReturnDesk desk = new ReturnDesk(
                new ReturnDesk.Parts(
                        store.ledger(), store.messageLookup(), store.quarantine(), signer, classifier::classify),
                DOMAIN,
                clock);
        server = ReturnedMailServer.start(
                new SmtpServerSettings(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        "intake.port",
                        DOMAIN,
                        Optional.empty(),
                        ServerLimits.STANDARD),
                desk,
                clock);
    }

    @AfterEach
    void close() throws Exception {
        if (server != null) {
            server.close();
            store.close();
            assertEquals(0, run("umount", disk.toString()));
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static String recipient(int number) {
        return "p" + number + "@example.org";
    }

    private void acceptMessages() {
        account = store.accounts().create("Acme", clock.instant());
        List<NewContact> contacts = new ArrayList<>();
        for (int i = 1; i <= MESSAGES; i++) {
            contacts.add(new NewContact(EmailAddress.parse(recipient(i)).orElseThrow(), "Pat", ""));
        }
        store.contacts().save(account, contacts, clock.instant());
        EmailAddress from = EmailAddress.parse("news@shop.example").orElseThrow();
        EmailContent content = new EmailContent("News", "News", "Acme", from, "Hello", "<p>Hello");
        EmailId email = store.emails()
                .create(account, new EmailDraft(content, new Selection.Everybody()), Optional.empty(), clock.instant());
        store.emails().startSending(account, email, clock.instant());
        store.emails().acceptNext(email, MESSAGES, clock.instant());
    }

    /** Sends a report about the message of this number and says what was answered in the end. */
    private String send(Socket socket, BufferedReader in, int number) throws IOException {
        byte[] noise = new byte[NOISE_OCTETS];
        random.nextBytes(noise);
        String returnPath =
                signer.sign(account, new MessageId(number), clock.instant().plus(Duration.ofDays(30))) + "@" + DOMAIN;
        String report = """
                From: Mail Delivery System <postmaster@mx.example.org>
                Subject: Undelivered mail
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.org

                Final-Recipient: rfc822; %s
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 no such user

                --b
                Content-Type: application/octet-stream
                Content-Transfer-Encoding: base64

                %s
                --b--
                .
                """.formatted(recipient(number), Base64.getMimeEncoder().encodeToString(noise))
                .replace("\r\n", "\n")
                .replace("\n", "\r\n");
        say(socket, "MAIL FROM:<>\r\nRCPT TO:<" + returnPath + ">\r\nDATA\r\n");
        assertEquals(List.of("250", "250", "354"), List.of(code(in), code(in), code(in)));
        say(socket, report);
        return code(in);
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The code of the next reply. */
    private static String code(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && line.charAt(3) == '-') {
            line = in.readLine();
        }
        return line == null ? "closed" : line.substring(0, 3);
    }

    private Set<Long> bounced() {
        Set<Long> messages = new TreeSet<>();
        store.ledger().replay(event -> {
            if (event instanceof LedgerEvent.Bounced bounced) {
                messages.add(bounced.message().value());
            }
        });
        return messages;
    }

    @Test
    void whatFindsNoRoomIsPutOffAndWhatWasTakenStays() throws Exception {
        Set<Long> taken = new TreeSet<>();
        try (Socket socket =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            code(in);
            say(socket, "EHLO mx.example.org\r\n");
            code(in);
            int next = 1;
            String answer = send(socket, in, next);
            while (answer.equals("250")) {
                taken.add((long) next);
                next++;
                answer = send(socket, in, next);
            }

            assertEquals("451", answer, "the disk filled up after " + taken.size());
            assertEquals("451", send(socket, in, next), "there still is no room");
            Files.delete(reserve);
            assertEquals("250", send(socket, in, next), "there is room again");
            taken.add((long) next);
        }

        assertTrue(taken.size() > 5, "the disk was too small to begin with");
        assertEquals(taken, bounced());
        assertEquals(List.of(), store.ledger().verify().differences());
    }
}
