package dev.rebound.stream.job;

import java.io.Serializable;
import java.util.Properties;

/**
 * Where the topics are.
 *
 * @param servers brokers, {@code host:port} separated by commas
 * @param group under whose name the job's position is kept for people to see; the job itself goes by its checkpoints
 * @param more settings of Kafka's clients, for example how to sign in
 */
public record KafkaSettings(String servers, Topics topics, String group, Properties more) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** What every client of ours begins with. */
    public Properties properties() {
        Properties all = new Properties();
        all.putAll(more);
        all.setProperty("bootstrap.servers", servers);
        return all;
    }
}
