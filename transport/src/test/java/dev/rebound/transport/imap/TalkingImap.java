package dev.rebound.transport.imap;

import dev.rebound.transport.TestCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;

/**
 * An IMAP server on loopback that answers commands by how they begin. It is well-behaved with one message until a test has it say
 * something else. In an answer {@code @} is the command's tag, lines end in LF; {@code <close>} closes, {@code <stall>} says nothing
 * more, {@code <flood>} repeats what stands before it until nobody reads, {@code <tls>} begins TLS.
 */
final class TalkingImap implements AutoCloseable {

    static final String HEADER = "From: kim\nSubject: Lunch\n\n";

    private final ServerSocket listener;
    private final Map<String, String> answers = new LinkedHashMap<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final String certificate;
    /** Commands as they came, without their tags. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    private volatile String greeting = "* OK here I am\n";

    TalkingImap() throws IOException {
        this("mx");
    }

    /**
     * @param certificate of the test's, shown when TLS begins
     */
    TalkingImap(String certificate) throws IOException {
        this.certificate = certificate;
        listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        saying("CAPABILITY", "* CAPABILITY IMAP4rev1 STARTTLS IDLE ESEARCH CONDSTORE AUTH=PLAIN\n@ OK\n");
        saying("AUTHENTICATE", "+ \n");
        saying("STARTTLS", "@ OK begin\n<tls>");
        saying("ID ", "@ OK\n");
        saying("LIST", "* LIST (\\HasNoChildren) \"/\" INBOX\n@ OK\n");
        saying(
                "EXAMINE",
                "* 1 EXISTS\n* OK [UIDVALIDITY 7] ok\n* OK [UIDNEXT 6] ok\n* OK [HIGHESTMODSEQ 9] ok\n@ OK [READ-ONLY] done\n");
        saying("UID SEARCH", "* ESEARCH (TAG \"@\") UID MIN 5\n@ OK\n");
        saying(
                "UID FETCH",
                "* 1 FETCH (UID 5 RFC822.SIZE 45 BODY[HEADER]<0> {"
                        + HEADER.replace("\n", "\r\n").length() + "}\n" + HEADER + ")\n@ OK\n");
        saying("IDLE", "+ idling\n");
        saying("DONE", "");
        saying("NOOP", "@ OK\n");
        saying("", "@ OK\n");
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Has it answer commands that begin so. */
    TalkingImap saying(String command, String answer) {
        answers.put(command, answer);
        return this;
    }

    TalkingImap greeting(String text) {
        greeting = text;
        return this;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException over) {
                return;
            }
        }
    }

    private void serve(Socket plain) {
        Socket socket = plain;
        try {
            boolean open = say(socket, greeting, "*");
            String idle = "";
            while (open) {
                String line = line(socket.getInputStream());
                int space = line.indexOf(' ');
                boolean continued = space < 0 || !line.startsWith("R");
                String tag = continued ? idle : line.substring(0, space);
                String command = continued ? line : line.substring(space + 1);
                asked.add(command);
                idle = tag;
                String answer = continued ? "@ OK\n" : answer(command);
                open = say(socket, answer.replace("<tls>", ""), tag);
                if (answer.endsWith("<tls>")) {
                    socket = secured(plain);
                }
            }
        } catch (IOException over) {
            close(plain);
        }
    }

    private String answer(String command) {
        return answers.entrySet().stream()
                .filter(entry -> command.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("@ OK\n");
    }

    private SSLSocket secured(Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) TestCertificate.context(certificate)
                .getSocketFactory()
                .createSocket(plain, null, plain.getPort(), true);
        socket.setUseClientMode(false);
        return socket;
    }

    /** Whether it listens on. */
    private boolean say(Socket socket, String answer, String tag) throws IOException {
        String text = answer.replace("<close>", "").replace("<stall>", "").replace("<flood>", "");
        byte[] octets = text.replace("@", tag).replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        OutputStream out = socket.getOutputStream();
        do {
            out.write(octets);
        } while (answer.endsWith("<flood>"));
        out.flush();
        if (answer.endsWith("<close>")) {
            close(socket);
        }
        return !answer.endsWith("<close>") && !answer.endsWith("<stall>");
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("gone");
            }
            text.append((char) c);
        }
        return text.toString().strip();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // it is closed either way
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        sockets.forEach(TalkingImap::close);
    }
}
