package dev.rebound.stream.cluster;

import dev.rebound.stream.job.KafkaSettings;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes a history to its topics, as fast as they take it. */
final class Feeder {

    private final KafkaSettings kafka;

    Feeder(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /** How many records it wrote; all of them are there. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears what the future would say
    long write(History history) throws Exception {
        Properties properties = kafka.properties();
        properties.setProperty("acks", "all");
        properties.setProperty("compression.type", "lz4");
        properties.setProperty("linger.ms", "50");
        properties.setProperty("batch.size", Integer.toString(256 << 10));
        properties.setProperty("max.request.size", Integer.toString(2 << 20));
        properties.setProperty("buffer.memory", Integer.toString(64 << 20));
        AtomicReference<Exception> failed = new AtomicReference<>();
        long[] records = {0};
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            history.tell(entry -> {
                records[0]++;
                producer.send(record(entry), (metadata, failure) -> {
                    if (failure != null) {
                        failed.set(failure);
                    }
                });
            });
        }
        if (failed.get() != null) {
            throw new IllegalStateException("a record was not written", failed.get());
        }
        return records[0];
    }

    private ProducerRecord<byte[], byte[]> record(Entry entry) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                kafka.topics().of(entry.form()),
                entry.partition() == Entry.BY_KEY ? null : Integer.valueOf(entry.partition()),
                entry.at(),
                entry.key(),
                entry.value());
        if (!entry.recipient().isEmpty()) {
            record.headers().add("recipient", Entry.octets(entry.recipient()));
        }
        return record;
    }
}
