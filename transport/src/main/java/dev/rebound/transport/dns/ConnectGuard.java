package dev.rebound.transport.dns;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Says which addresses a stranger's DNS may send us to. Anybody can publish an MX at 10.0.0.1 or at a
 * cloud's metadata address, and would have us knock on doors inside our own network. The list is that of
 * the IANA special-purpose registries (RFC 6890) as of 2026, and addresses that hold an IPv4 address
 * inside are judged by that.
 */
final class ConnectGuard {

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Network(byte[] prefix, int bits) {

        boolean contains(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            int whole = bits / 8;
            int rest = bits % 8;
            boolean same = Arrays.equals(prefix, 0, whole, address, 0, whole);
            int mask = 0xff << (8 - rest);
            return same && (rest == 0 || ((prefix[whole] ^ address[whole]) & mask) == 0);
        }
    }

    private static final List<Network> SPECIAL = List.of(
            network(8, 0),
            network(8, 10),
            network(10, 100, 64),
            network(8, 127),
            network(16, 169, 254),
            network(12, 172, 16),
            network(24, 192, 0, 0),
            network(16, 192, 168),
            network(15, 198, 18),
            network(4, 224),
            network(4, 240));

    /** Only 2000::/3 is given out for use on the internet. */
    private static final Network GLOBAL_V6 = network6(3, 0x20);

    /** 64:ff9b::/96, an IPv4 address behind a translator (RFC 6052). */
    private static final Network NAT64 = network6(96, 0x00, 0x64, 0xff, 0x9b);
    /** 2002::/16, an IPv4 address in the next 32 bits (RFC 3056). */
    private static final Network SIX_TO_FOUR = network6(16, 0x20, 0x02);
    /** 2001::/23, protocol assignments, Teredo among them (RFC 4380). */
    private static final Network PROTOCOLS_V6 = network6(23, 0x20, 0x01);

    private ConnectGuard() {}

    private static Network network(int bits, int... octets) {
        return new Network(bytes(4, octets), bits);
    }

    private static Network network6(int bits, int... octets) {
        return new Network(bytes(16, octets), bits);
    }

    private static byte[] bytes(int length, int... octets) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return bytes;
    }

    /** Whether the address belongs to the open internet. */
    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return SPECIAL.stream().noneMatch(network -> network.contains(bytes));
        }
        Optional<InetAddress> inner = embedded(bytes);
        if (inner.isPresent()) {
            return isPublic(inner.get());
        }
        return GLOBAL_V6.contains(bytes) && !PROTOCOLS_V6.contains(bytes);
    }

    private static Optional<InetAddress> embedded(byte[] bytes) {
        if (NAT64.contains(bytes)) {
            return Optional.of(v4(Arrays.copyOfRange(bytes, 12, 16)));
        }
        return SIX_TO_FOUR.contains(bytes) ? Optional.of(v4(Arrays.copyOfRange(bytes, 2, 6))) : Optional.empty();
    }

    private static InetAddress v4(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
