package dev.rebound.transport.server;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many messages each peer may begin in a minute: a bucket of that many tokens a peer, filled evenly.
 * Peers that have been quiet are forgotten, the longest quiet first, so a flood from many addresses
 * costs no more memory than {@link #PEERS_MAX} entries. Thread-safe.
 */
final class PeerRates {

    /** Peers remembered. */
    static final int PEERS_MAX = 20_000;

    private static final double NANOS_A_MINUTE = 60e9;

    private final int perMinuteMax;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > PEERS_MAX;
        }
    };

    PeerRates(int perMinuteMax) {
        this.perMinuteMax = perMinuteMax;
    }

    /** Tokens left at a moment. */
    private record Bucket(double tokens, long atNanos) {}

    /** Who owns one IPv6 address mostly owns a /64 of them; the text is the long form that Java writes. */
    private static String groupOf(String peer) {
        int at = -1;
        for (int colons = 0; colons < 4; colons++) {
            at = peer.indexOf(':', at + 1);
            if (at < 0) {
                return peer;
            }
        }
        return peer.substring(0, at);
    }

    /** Whether the peer may begin one more message now; if so, it is counted. */
    synchronized boolean admits(String peer, long nowNanos) {
        String group = groupOf(peer);
        Bucket known = buckets.getOrDefault(group, new Bucket(perMinuteMax, nowNanos));
        double filled = (nowNanos - known.atNanos()) * perMinuteMax / NANOS_A_MINUTE;
        double tokens = Math.min(perMinuteMax, known.tokens() + filled);
        boolean admitted = tokens >= 1;
        buckets.put(group, new Bucket(admitted ? tokens - 1 : tokens, nowNanos));
        return admitted;
    }
}
