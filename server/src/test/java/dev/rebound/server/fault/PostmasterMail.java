package dev.rebound.server.fault;

import dev.rebound.engine.intake.Quarantine.QuarantineFilter;
import dev.rebound.engine.intake.Quarantine.QuarantinedMail;
import dev.rebound.store.Store;
import dev.rebound.store.StoreSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Somebody who writes to the postmaster of the bounce domain and remembers what was acknowledged. That is kept in
 * quarantine and changes no message, so the {@link Books} stay those of the emails; and taking it is the same commit.
 *
 * <p>For one thread.
 */
final class PostmasterMail {

    static final String TAKEN = "250";
    static final String TRY_LATER = "451";

    private static final int PATIENCE_MILLIS = 30_000;
    private static final int KEPT_MAX = 10_000;

    private final int intakePort;
    private final Set<String> acknowledged = new TreeSet<>();
    private int sent;

    PostmasterMail(int intakePort) {
        this.intakePort = intakePort;
    }

    /** Sends one more message; the code it was answered with at its end, or where it was refused before. */
    String send() throws IOException {
        sent++;
        String content = "Subject: letter " + sent + "\r\n\r\nIs anybody there?\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), intakePort)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String answer = code(in);
            for (String said : List.of(
                    "EHLO writer.example",
                    "MAIL FROM:<writer@writer.example>",
                    "RCPT TO:<postmaster@" + Sink.BOUNCE_DOMAIN + ">",
                    "DATA",
                    content + ".")) {
                if (answer.charAt(0) != '2' && answer.charAt(0) != '3') {
                    return answer;
                }
                socket.getOutputStream().write((said + "\r\n").getBytes(StandardCharsets.US_ASCII));
                answer = code(in);
            }
            if (answer.equals(TAKEN)) {
                acknowledged.add(content);
            }
            return answer;
        }
    }

    /** The code of the next reply. */
    private static String code(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && line.charAt(3) == '-') {
            line = in.readLine();
        }
        if (line == null) {
            throw new IOException("the intake hung up");
        }
        return line.substring(0, 3);
    }

    /** What was acknowledged and is not there, once the installation has stopped. */
    Set<String> missing(Path data) {
        Set<String> kept = new HashSet<>();
        try (Store store = Store.open(data, StoreSettings.standard())) {
            for (QuarantinedMail mail : store.quarantine().page(QuarantineFilter.ALL, Optional.empty(), KEPT_MAX)) {
                byte[] content =
                        store.quarantine().find(mail.id()).orElseThrow().content();
                kept.add(new String(content, StandardCharsets.US_ASCII));
            }
        }
        Set<String> missing = new TreeSet<>(acknowledged);
        missing.removeIf(content -> kept.stream().anyMatch(each -> each.endsWith(content)));
        return missing;
    }
}
