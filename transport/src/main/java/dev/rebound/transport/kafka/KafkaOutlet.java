package dev.rebound.transport.kafka;

import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.engine.ledger.Evidence;
import dev.rebound.engine.sharing.Happened;
import dev.rebound.engine.sharing.Outlet;
import dev.rebound.engine.sharing.SharingException;
import dev.rebound.feed.retold.Retelling;
import dev.rebound.feed.seen.Seen;
import dev.rebound.feed.seen.SeenWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes the ledger to the topic of observations, with the address as key, so that an address keeps its order. A record counts
 * as kept when all replicas that are in step have it.
 */
final class KafkaOutlet implements Outlet {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final KafkaProducer<byte[], byte[]> producer;
    private final Retelling retelling;
    private final String topic;

    KafkaOutlet(KafkaSharing sharing) {
        Properties properties = sharing.properties();
        properties.putIfAbsent("acks", "all");
        properties.putIfAbsent("enable.idempotence", "true");
        properties.putIfAbsent("compression.type", "lz4");
        properties.putIfAbsent("linger.ms", "20");
        properties.putIfAbsent("max.block.ms", "10000");
        properties.putIfAbsent("request.timeout.ms", "10000");
        properties.putIfAbsent("delivery.timeout.ms", "30000");
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        this.retelling = new Retelling(sharing.installation());
        this.topic = sharing.topic("seen");
    }

    @Override
    public void tell(List<Happened> events) {
        List<Future<?>> sent = new ArrayList<>(events.size());
        try {
            for (int i = 0; i < events.size(); i++) {
                Happened happened = events.get(i);
                Optional<ProducerRecord<byte[], byte[]>> record = record(happened, following(events, i));
                if (record.isPresent()) {
                    sent.add(begun(producer.send(record.get())));
                }
            }
            for (Future<?> each : sent) {
                each.get();
            }
        } catch (KafkaException e) {
            throw new SharingException("Kafka does not take the ledger: " + e.getMessage(), e);
        } catch (ExecutionException e) {
            throw new SharingException("Kafka did not take the ledger: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SharingException("stopped while the ledger was told", e);
        }
    }

    /** One that failed at once waited for a broker already; the next would wait as long. */
    private static Future<?> begun(Future<?> send) throws ExecutionException, InterruptedException {
        if (send.isDone()) {
            send.get();
        }
        return send;
    }

    private static Optional<LedgerEvent> following(List<Happened> events, int index) {
        return index + 1 < events.size() ? Optional.of(events.get(index + 1).event()) : Optional.empty();
    }

    private Optional<ProducerRecord<byte[], byte[]>> record(Happened happened, Optional<LedgerEvent> next) {
        long email = happened.email().map(id -> id.value()).orElse(0L);
        Optional<Seen> seen = retelling.seen(happened.event(), next, email);
        Optional<Diagnostic> said = happened.evidence().map(Evidence::diagnostic);
        return seen.map(line -> new ProducerRecord<>(
                topic,
                null,
                line.observation().at().toEpochMilli(),
                line.address().value().getBytes(StandardCharsets.UTF_8),
                SeenWriter.write(line, said)));
    }

    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
    }
}
