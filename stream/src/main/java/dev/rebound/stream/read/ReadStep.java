package dev.rebound.stream.read;

import dev.rebound.feed.log.KumoReader;
import dev.rebound.feed.log.PostfixLine;
import dev.rebound.feed.log.PowerMtaReader;
import dev.rebound.feed.provider.EventReader;
import dev.rebound.feed.report.Reading;
import dev.rebound.feed.report.ReportReader;
import dev.rebound.feed.report.ReportRefused;
import dev.rebound.feed.seen.Seen;
import dev.rebound.feed.seen.SeenReader;
import dev.rebound.feed.seen.UnreadableException;
import dev.rebound.stream.fold.DeadLetter;
import dev.rebound.stream.fold.Told;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Reads and classifies. Keeps no state: what it makes of a record depends on the record alone, so it may stand on any
 * number of machines. What it cannot read goes to {@link #DEAD}, and the job goes on. Lines of Postfix, which say
 * something together only, go on to {@link QueueStep}.
 */
public final class ReadStep extends ProcessFunction<Raw, Seen> {

    /** What nothing could be made of. */
    public static final OutputTag<Told> DEAD = new OutputTag<>("dead letters", Told.type());

    /** Lines of Postfix about messages in its queue. */
    public static final OutputTag<Raw> QUEUED = new OutputTag<>("lines of queues", Raw.type());

    /** Octets of a report, as many as a record of its topic has. No mail server returns as much; the parser needs twice as many. */
    public static final int REPORT_OCTETS_MAX = 40 << 20;

    private static final String TOO_LARGE = "more than " + (REPORT_OCTETS_MAX >> 20)
            + " MiB: cut off what it returns behind the headers, and give it again as a file of its own";

    private static final long serialVersionUID = 1L;

    private final ReadSettings settings;
    private transient SeenReader seenReader;
    private transient ReportReader reportReader;
    private transient KumoReader kumoReader;
    private transient PowerMtaReader powerMtaReader;
    private transient EventReader eventReader;
    private transient Counter read;
    private transient Counter dead;
    private transient Counter foreign;

    public ReadStep(ReadSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) throws IOException {
        Readers readers = Readers.open(settings);
        seenReader = new SeenReader(readers.judge(), settings.verdicts());
        reportReader = new ReportReader(readers.tokens(), readers.judge(), settings.belief());
        kumoReader = new KumoReader(readers.tokens(), readers.judge());
        powerMtaReader = new PowerMtaReader(readers.tokens(), readers.judge());
        eventReader = new EventReader(readers.tokens(), readers.judge());
        read = getRuntimeContext().getMetricGroup().counter("recordsRead");
        dead = getRuntimeContext().getMetricGroup().counter("recordsNotUnderstood");
        foreign = getRuntimeContext().getMetricGroup().counter("recordsOfOtherMail");
    }

    @Override
    public void processElement(Raw raw, Context context, Collector<Seen> out) {
        try {
            switch (raw.form()) {
                case SEEN -> out.collect(seenReader.read(raw.content()));
                case REPORTS -> report(raw, context, out);
                case KUMO -> take(kumoReader.read(raw.content()), raw, context, out);
                case POSTFIX -> passOn(raw, context);
                case POWERMTA -> take(powerMtaReader.read(raw.text(), columns(raw)), raw, context, out);
                case PROVIDER -> take(eventReader.read(raw.content(), raw.cameAt()), raw, context, out);
            }
            read.inc();
        } catch (UnreadableException e) {
            bury(raw, DeadLetter.Why.UNREADABLE, String.valueOf(e.getMessage()), context);
        } catch (ReportRefused e) {
            bury(raw, why(e.why()), "", context);
        }
    }

    private void report(Raw raw, Context context, Collector<Seen> out) throws ReportRefused {
        if (raw.content().length > REPORT_OCTETS_MAX) {
            bury(raw, DeadLetter.Why.TOO_LARGE, TOO_LARGE, context);
            return;
        }
        reportReader.read(raw.content(), raw.envelopeRecipient(), raw.cameAt()).forEach(out::collect);
    }

    private String columns(Raw raw) {
        return raw.header().isEmpty() ? settings.logs().columns() : raw.header();
    }

    private void passOn(Raw raw, Context context) {
        Optional<PostfixLine> line =
                PostfixLine.parse(raw.text(), raw.cameAt(), settings.logs().zoneId());
        if (line.isPresent()) {
            context.output(QUEUED, raw);
        }
    }

    private void take(Reading reading, Raw raw, Context context, Collector<Seen> out) {
        reading.seen().forEach(out::collect);
        foreign.inc(reading.foreign());
        reading.refused().stream().distinct().forEach(refusal -> bury(raw, why(refusal), "", context));
    }

    static DeadLetter.Why why(ReportRefused.Why refusal) {
        return switch (refusal) {
            case NO_TOKEN -> DeadLetter.Why.NO_TOKEN;
            case EXPIRED_TOKEN -> DeadLetter.Why.EXPIRED_TOKEN;
            case NO_RECIPIENT -> DeadLetter.Why.NO_RECIPIENT;
        };
    }

    private void bury(Raw raw, DeadLetter.Why why, String detail, Context context) {
        dead.inc();
        context.output(DEAD, DeadLetter.told(why, detail, raw.place(), raw.content()));
    }
}
