package dev.rebound.server.fault;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a name server and lets nothing through while it is mute. */
final class MutedNames implements AutoCloseable {

    private static final int PACKET_OCTETS_MAX = 65_535;
    private static final int ANSWER_MILLIS_MAX = 5_000;

    private final DatagramSocket front;
    private final InetSocketAddress names;
    private final AtomicInteger unheard = new AtomicInteger();
    private volatile boolean mute;

    MutedNames(InetSocketAddress names) throws IOException {
        this.front = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        this.names = names;
        Thread.ofPlatform().daemon().start(this::listen);
    }

    int port() {
        return front.getLocalPort();
    }

    void mute(boolean nowMute) {
        mute = nowMute;
    }

    /** Questions that got no answer. */
    int unheard() {
        return unheard.get();
    }

    private void listen() {
        try {
            while (!front.isClosed()) {
                DatagramPacket question = packet();
                front.receive(question);
                if (mute) {
                    unheard.incrementAndGet();
                } else {
                    Thread.ofVirtual().start(() -> ask(question));
                }
            }
        } catch (IOException closed) {
            unheard.incrementAndGet();
        }
    }

    private static DatagramPacket packet() {
        return new DatagramPacket(new byte[PACKET_OCTETS_MAX], PACKET_OCTETS_MAX);
    }

    private void ask(DatagramPacket question) {
        try (DatagramSocket back = new DatagramSocket()) {
            back.setSoTimeout(ANSWER_MILLIS_MAX);
            back.send(new DatagramPacket(question.getData(), question.getLength(), names));
            DatagramPacket answer = packet();
            back.receive(answer);
            front.send(new DatagramPacket(answer.getData(), answer.getLength(), question.getSocketAddress()));
        } catch (IOException lost) {
            unheard.incrementAndGet();
        }
    }

    @Override
    public void close() {
        front.close();
    }
}
