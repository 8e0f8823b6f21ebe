package dev.rebound.stream.cli;

import dev.rebound.stream.job.BounceJob;
import dev.rebound.stream.job.KafkaInput;
import dev.rebound.stream.job.KafkaOutput;
import dev.rebound.stream.job.KafkaSettings;
import dev.rebound.stream.read.Form;
import dev.rebound.stream.read.LineFormat;
import dev.rebound.stream.read.Raw;
import dev.rebound.stream.read.ReportFormat;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Sources and sinks tied to the job. */
final class Wiring {

    private Wiring() {}

    /** From the topics, with an end or without. */
    static DataStream<Raw> topics(
            StreamExecutionEnvironment environment, KafkaSettings kafka, KafkaInput.End end, List<Form> inputs) {
        return environment
                .fromSource(KafkaInput.source(kafka, end, inputs), KafkaInput.watermarks(), "what was seen", Raw.type())
                .uid("kafka-in");
    }

    static void kafkaToKafka(
            StreamExecutionEnvironment environment, KafkaSettings kafka, List<Form> inputs, JobOptions options) {
        DataStream<Raw> raw = topics(environment, kafka, KafkaInput.End.NEVER, inputs);
        tellKafka(BounceJob.telling(raw, options.reading(), options.folding(), ""), kafka);
    }

    private static void tellKafka(BounceJob.Telling told, KafkaSettings kafka) {
        told.folded()
                .sinkTo(KafkaOutput.sink(kafka, kafka.group()))
                .name("what is known")
                .uid("kafka-out");
        told.more()
                .sinkTo(KafkaOutput.sink(kafka, kafka.group() + "-more"))
                .name("emails and dead letters")
                .uid("kafka-out-more");
    }

    /** Files and folders of them; the lines of one address lie in one file. Time passes at the end only. */
    static DataStream<Raw> files(StreamExecutionEnvironment environment, Form form, List<Path> paths) {
        org.apache.flink.core.fs.Path[] all = paths.stream()
                .map(path ->
                        new org.apache.flink.core.fs.Path(path.toAbsolutePath().toUri()))
                .toArray(org.apache.flink.core.fs.Path[]::new);
        FileSource<Raw> source = form == Form.REPORTS
                ? FileSource.forBulkFileFormat(new ReportFormat(), all).build()
                : FileSource.forRecordStreamFormat(new LineFormat(form, Instant.now()), all)
                        .build();
        return environment.fromSource(source, WatermarkStrategy.noWatermarks(), "files", Raw.type());
    }
}
