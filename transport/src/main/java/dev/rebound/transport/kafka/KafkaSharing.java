package dev.rebound.transport.kafka;

import dev.rebound.engine.sharing.Inlet;
import dev.rebound.engine.sharing.Outlet;
import dev.rebound.engine.sharing.Roll;
import dev.rebound.engine.sharing.SharingException;
import dev.rebound.feed.report.Installation;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/**
 * Where installations that share reach each other.
 *
 * @param servers brokers, {@code host:port} separated by commas
 * @param prefix what the names of topics begin with, as the stream job is told
 * @param installation this one
 * @param more settings of Kafka's clients, for example how to sign in
 */
public record KafkaSharing(String servers, String prefix, Installation installation, Properties more) {

    /** Opens the way out. */
    public Outlet outlet() {
        return opened(() -> new KafkaOutlet(this));
    }

    /** Opens the way in. */
    public Inlet inlet() {
        return opened(() -> new KafkaInlet(this));
    }

    /** Opens the roll of installations. */
    public Roll roll() {
        return opened(() -> new KafkaRoll(this));
    }

    private static <T> T opened(Supplier<T> client) {
        try {
            return client.get();
        } catch (KafkaException e) {
            throw new SharingException("Kafka's client could not be made: " + e.getMessage(), e);
        }
    }

    /** Without what the client signs in with. */
    @Override
    public String toString() {
        return "KafkaSharing[" + servers + ", " + prefix + ", " + installation + "]";
    }

    /** A topic's full name. */
    String topic(String what) {
        return prefix + "." + what;
    }

    /** What every client begins with. */
    Properties properties() {
        Properties all = new Properties();
        all.setProperty("reconnect.backoff.max.ms", "10000");
        all.putAll(more);
        all.setProperty("bootstrap.servers", servers);
        all.setProperty("client.id", "rebound-" + installation.number());
        return all;
    }
}
