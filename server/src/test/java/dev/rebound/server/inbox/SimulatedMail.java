package dev.rebound.server.inbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IMAP server with mailboxes of any size, whose messages are made when they are asked for, and an SMTP server beside it that takes
 * everything. What a mailbox does can be made as bad as one likes, one mailbox at a time.
 */
final class SimulatedMail implements AutoCloseable {

    private static final Pattern FETCH = Pattern.compile("UID FETCH ([0-9]+|\\*)(?::([0-9]+))? .*");
    private static final Pattern MOST = Pattern.compile("<0\\.([0-9]+)>");
    private static final String ORDINARY = "From: kim@here.example\r\nSubject: Lunch\r\n\r\n";

    private final ServerSocket imap;
    private final ServerSocket smtp;
    private final Map<String, Box> boxes = new ConcurrentHashMap<>();

    SimulatedMail() throws IOException {
        imap = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        smtp = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> accept(imap, this::readMail));
        Thread.ofVirtual().start(() -> accept(smtp, SimulatedMail::takeMail));
    }

    int imapPort() {
        return imap.getLocalPort();
    }

    int smtpPort() {
        return smtp.getLocalPort();
    }

    /** The mailbox of somebody. */
    Box box(String user) {
        return boxes.computeIfAbsent(user, ignored -> new Box());
    }

    /** How a server behaves, as far as one mailbox is concerned. */
    enum Mood {
        WELL,
        /** Says no to the password. */
        CHANGED_PASSWORD,
        /** Says that IMAP is off. */
        OFF,
        /** Says that what it asks for passwords is away. */
        AWAY,
        /** Says that there are too many connections. */
        CROWDED,
        /** Says that the mailbox is full, and opens no folder. */
        FULL,
        /** Says something that is not IMAP. */
        GARBAGE,
        /** Ends the connection with a reason. */
        GOODBYE,
        /** Announces four gigabytes. */
        LYING
    }

    /** A mailbox. */
    static final class Box {
        final Map<Long, byte[]> particular = new ConcurrentSkipListMap<>();
        final List<String> commands = new CopyOnWriteArrayList<>();
        private final List<Socket> connections = new CopyOnWriteArrayList<>();
        private final List<Socket> idling = new CopyOnWriteArrayList<>();
        volatile long validity = 1;
        volatile long last;
        volatile long firstRecent = 1;
        volatile Mood mood = Mood.WELL;
        /** So many times, the connection ends in the middle of a header. */
        volatile int cuts;

        /** Something arrives. */
        synchronized void deliver(byte[] message) {
            long next = last + 1;
            particular.put(next, message);
            last = next;
            idling.forEach(socket -> tell(socket, "* " + last + " EXISTS\r\n"));
        }

        /** From now on; connections end, whatever they are at. */
        synchronized void be(Mood next) {
            mood = next;
            hangUp();
        }

        synchronized void hangUp() {
            connections.forEach(SimulatedMail::hangUp);
            connections.clear();
            idling.clear();
        }

        private synchronized String welcome(Socket socket) {
            connections.add(socket);
            return SimulatedMail.welcome(mood);
        }

        byte[] message(long uid) {
            return particular.getOrDefault(uid, ORDINARY.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private interface Serving {
        void serve(Socket socket) throws IOException;
    }

    private static void accept(ServerSocket listener, Serving serving) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> {
                    try (socket) {
                        serving.serve(socket);
                    } catch (IOException over) {
                        // the client has gone
                    }
                });
            } catch (IOException over) {
                return;
            }
        }
    }

    private static BufferedReader lines(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // it is closed either way
        }
    }

    private static void tell(Socket socket, String text) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        } catch (IOException gone) {
            hangUp(socket);
        }
    }

    private static void takeMail(Socket socket) throws IOException {
        BufferedReader in = lines(socket);
        tell(socket, "220 here.example ESMTP\r\n");
        boolean data = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (data) {
                if (line.equals(".")) {
                    data = false;
                    tell(socket, "250 2.0.0 taken\r\n");
                }
                continue;
            }
            switch (line.split(" ", 2)[0]) {
                case "EHLO" -> tell(socket, "250-here.example\r\n250 AUTH PLAIN\r\n");
                case "AUTH" -> tell(socket, "235 2.7.0 yes\r\n");
                case "DATA" -> {
                    data = true;
                    tell(socket, "354 go on\r\n");
                }
                default -> tell(socket, "250 2.0.0 ok\r\n");
            }
        }
    }

    private void readMail(Socket socket) throws IOException {
        BufferedReader in = lines(socket);
        tell(socket, "* OK here\r\n");
        Box box = new Box();
        String idle = "";
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", 2);
            if (line.equals("DONE")) {
                box.idling.remove(socket);
                tell(socket, idle + " OK\r\n");
            } else if (words[1].startsWith("AUTHENTICATE")) {
                tell(socket, "+ \r\n");
                String secret = new String(Base64.getDecoder().decode(in.readLine()), StandardCharsets.UTF_8);
                box = box(secret.split("\0", -1)[1]);
                tell(socket, words[0] + " " + box.welcome(socket) + "\r\n");
            } else {
                box.commands.add(words[1]);
                idle = words[0];
                answer(socket, box, words[0], words[1]);
            }
        }
    }

    private static String welcome(Mood mood) {
        return switch (mood) {
            case CHANGED_PASSWORD -> "NO [AUTHENTICATIONFAILED] Authentication failed.";
            case OFF -> "NO IMAP access is disabled for this account";
            case AWAY -> "NO [UNAVAILABLE] Temporary authentication failure.";
            case CROWDED -> "NO [LIMIT] Too many simultaneous connections.";
            default -> "OK welcome";
        };
    }

    private static void answer(Socket socket, Box box, String tag, String command) throws IOException {
        switch (command.split(" ", 2)[0]) {
            case "CAPABILITY" -> tell(socket, "* CAPABILITY IMAP4rev1 IDLE ESEARCH AUTH=PLAIN\r\n");
            case "LIST" -> tell(socket, "* LIST () \"/\" INBOX\r\n");
            case "EXAMINE" -> {
                if (trouble(socket, box, tag)) {
                    return;
                }
                tell(
                        socket,
                        "* %d EXISTS\r\n* OK [UIDVALIDITY %d] x\r\n* OK [UIDNEXT %d] x\r\n"
                                .formatted(box.last, box.validity, box.last + 1));
            }
            case "UID" -> uid(socket, box, tag, command);
            case "IDLE" -> {
                box.idling.add(socket);
                tell(socket, "+ idling\r\n");
                return;
            }
            default -> {
                // nothing to say
            }
        }
        tell(socket, tag + " OK\r\n");
    }

    private static boolean trouble(Socket socket, Box box, String tag) {
        switch (box.mood) {
            case FULL -> tell(socket, tag + " NO [OVERQUOTA] Mailbox is full\r\n");
            case GARBAGE -> tell(socket, "HTTP/1.1 500 \u0000\u0001\u00ff\r\n");
            case LYING -> tell(socket, "* 1 FETCH (UID 1 BODY[HEADER] {4294967295}\r\nFrom: ");
            case GOODBYE -> {
                tell(socket, "* BYE Server shutting down.\r\n");
                hangUp(socket);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void uid(Socket socket, Box box, String tag, String command) throws IOException {
        if (command.startsWith("UID SEARCH")) {
            long first = box.firstRecent <= box.last ? box.firstRecent : 0;
            tell(socket, "* ESEARCH (TAG \"%s\") UID%s\r\n".formatted(tag, first == 0 ? "" : " MIN " + first));
            return;
        }
        Matcher fetch = FETCH.matcher(command);
        if (!fetch.matches()) {
            return;
        }
        long from = fetch.group(1).equals("*") ? box.last : Long.parseLong(fetch.group(1));
        long to = fetch.group(2) == null ? from : Long.parseLong(fetch.group(2));
        Matcher most = MOST.matcher(command);
        int octetsMax = most.find() ? Integer.parseInt(most.group(1)) : 0;
        for (long uid = from; uid <= Math.min(to, box.last); uid++) {
            byte[] message = box.message(uid);
            boolean whole = command.contains("BODY.PEEK[]");
            byte[] asked = Arrays.copyOf(message, Math.min(octetsMax, whole ? message.length : header(message)));
            tell(
                    socket,
                    "* %d FETCH (UID %d RFC822.SIZE %d BODY[%s]<0> {%d}\r\n"
                            .formatted(uid, uid, message.length, whole ? "" : "HEADER", asked.length));
            if (box.cuts > 0 && box.particular.containsKey(uid)) {
                int left = box.cuts - 1;
                box.cuts = left;
                socket.getOutputStream().write(asked, 0, asked.length / 2);
                hangUp(socket);
                return;
            }
            socket.getOutputStream().write(asked);
            tell(socket, ")\r\n");
        }
    }

    private static int header(byte[] message) {
        int end = new String(message, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
        return end < 0 ? message.length : end + 4;
    }

    @Override
    public void close() throws IOException {
        imap.close();
        smtp.close();
        boxes.values().forEach(Box::hangUp);
    }
}
