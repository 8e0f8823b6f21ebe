package dev.rebound.transport.dns;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * A DNS server on loopback UDP that answers from a few lines written as in a zone file, for example
 * {@code there.example 60 MX 10 mx.there.example}. A name it has no line for does not exist; a name with
 * the type {@code SERVFAIL} fails, one with {@code SILENT} gets no answer, one with {@code LOST} gets none
 * the first two times it is asked. A line of type {@code SOA}, whose
 * data are seconds, goes with every "there is none" and says for how long that holds.
 */
final class FakeDns implements AutoCloseable {

    private static final int PACKET_BYTES = 4_096;
    private static final int LOST = 2;

    private final DatagramSocket socket;
    private final Map<String, List<String[]>> zone = new HashMap<>();
    private final List<Record> authority = new ArrayList<>();
    /** Questions that came. */
    final AtomicInteger questions = new AtomicInteger();

    FakeDns(String... lines) throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        for (String line : lines) {
            String[] fields = line.split(" ", 4);
            if (fields[2].equals("SOA")) {
                authority.add(soa(fields));
                continue;
            }
            zone.computeIfAbsent(fields[0], name -> new ArrayList<>()).add(fields);
        }
        Thread.ofVirtual().start(this::serve);
    }

    private static Record soa(String[] fields) throws IOException {
        Name name = Name.fromString(fields[0], Name.root);
        String data = "ns.example. root.example. 1 3600 600 86400 " + fields[3];
        return Record.fromString(name, Type.SOA, DClass.IN, Long.parseLong(fields[1]), data, Name.root);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    private void serve() {
        byte[] buffer = new byte[PACKET_BYTES];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                questions.incrementAndGet();
                Message answer = answer(new Message(Arrays.copyOf(buffer, packet.getLength())));
                if (answer.getHeader().getFlag(Flags.QR)) {
                    byte[] wire = answer.toWire();
                    socket.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                // The socket was closed: the test is over.
                return;
            }
        }
    }

    /** Without the response flag if there is none to be sent. */
    private Message answer(Message question) throws IOException {
        Record asked = question.getQuestion();
        Message answer = new Message(question.getHeader().getID());
        answer.addRecord(asked, Section.QUESTION);
        Name name = asked.getName();
        List<String[]> lines = zone.getOrDefault(key(name), List.of());
        answer.getHeader().setFlag(Flags.QR);
        if (lines.isEmpty()) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        for (String[] line : lines) {
            switch (line[2]) {
                case "SERVFAIL" -> answer.getHeader().setRcode(Rcode.SERVFAIL);
                case "SILENT" -> answer.getHeader().unsetFlag(Flags.QR);
                case "LOST" -> {
                    if (questions.get() <= LOST) {
                        answer.getHeader().unsetFlag(Flags.QR);
                    }
                }
                default -> addIfAsked(answer, asked, line);
            }
        }
        if (answer.getSection(Section.ANSWER).isEmpty()) {
            authority.forEach(soa -> answer.addRecord(soa, Section.AUTHORITY));
        }
        return answer;
    }

    private static void addIfAsked(Message answer, Record asked, String[] line) throws IOException {
        int type = Type.value(line[2]);
        if (type == asked.getType() || type == Type.CNAME) {
            answer.addRecord(
                    Record.fromString(asked.getName(), type, DClass.IN, Long.parseLong(line[1]), line[3], Name.root),
                    Section.ANSWER);
        }
    }

    private static String key(Name name) throws TextParseException {
        return name.equals(Name.root) ? "." : name.toString(true);
    }

    @Override
    public void close() {
        socket.close();
    }
}
