package dev.rebound.stream.cli;

import dev.rebound.stream.fold.FoldSettings;
import dev.rebound.stream.fold.Told;
import dev.rebound.stream.job.BounceJob;
import dev.rebound.stream.job.KafkaInput;
import dev.rebound.stream.job.KafkaOutput;
import dev.rebound.stream.job.KafkaSettings;
import dev.rebound.stream.read.Form;
import dev.rebound.stream.read.LineFormat;
import dev.rebound.stream.read.Raw;
import dev.rebound.stream.read.ReadSettings;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Sources and sinks tied to the job. */
final class Wiring {

    private Wiring() {}

    static void kafkaToKafka(
            StreamExecutionEnvironment environment, KafkaSettings kafka, ReadSettings reading, FoldSettings folding) {
        DataStream<Raw> raw = environment
                .fromSource(
                        KafkaInput.source(kafka, KafkaInput.End.NEVER),
                        KafkaInput.watermarks(),
                        "what was seen",
                        Raw.type())
                .uid("kafka-in");
        tellKafka(BounceJob.assemble(raw, reading, folding, ""), kafka);
    }

    static void tellKafka(DataStream<Told> told, KafkaSettings kafka) {
        told.sinkTo(KafkaOutput.sink(kafka, kafka.group()))
                .name("what is known")
                .uid("kafka-out");
    }

    /** Files and folders of them; the lines of one address lie in one file. Time passes at the end only. */
    static DataStream<Raw> files(StreamExecutionEnvironment environment, List<Path> paths) {
        org.apache.flink.core.fs.Path[] all = paths.stream()
                .map(path ->
                        new org.apache.flink.core.fs.Path(path.toAbsolutePath().toUri()))
                .toArray(org.apache.flink.core.fs.Path[]::new);
        return environment.fromSource(
                FileSource.forRecordStreamFormat(new LineFormat(Form.SEEN), all).build(),
                WatermarkStrategy.noWatermarks(),
                "files",
                Raw.type());
    }
}
