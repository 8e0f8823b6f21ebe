package dev.rebound.stream.read;

import dev.rebound.classify.Classifier;
import dev.rebound.classify.rule.RuleFile;
import dev.rebound.classify.rule.RuleSet;
import dev.rebound.feed.log.KumoReader;
import dev.rebound.feed.report.Installation;
import dev.rebound.feed.report.ReportReader;
import dev.rebound.feed.report.ReportRefused;
import dev.rebound.feed.report.Tokens;
import dev.rebound.feed.seen.Judge;
import dev.rebound.feed.seen.Seen;
import dev.rebound.feed.seen.SeenReader;
import dev.rebound.feed.seen.UnreadableException;
import dev.rebound.stream.fold.DeadLetter;
import dev.rebound.stream.fold.Told;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Reads and classifies. Keeps no state: what it makes of a record depends on the record alone, so it may stand on any
 * number of machines. What it cannot read goes to {@link #DEAD}, and the job goes on.
 */
public final class ReadStep extends ProcessFunction<Raw, Seen> {

    /** What nothing could be made of. */
    public static final OutputTag<Told> DEAD = new OutputTag<>("dead letters", Told.type());

    private static final long serialVersionUID = 1L;

    private final ReadSettings settings;
    private transient SeenReader seenReader;
    private transient ReportReader reportReader;
    private transient KumoReader kumoReader;
    private transient Counter read;
    private transient Counter dead;

    public ReadStep(ReadSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) throws IOException {
        List<RuleFile> files = new ArrayList<>(RuleSet.builtInFiles());
        settings.ownRules().forEach((name, text) -> files.add(RuleFile.own(name, text)));
        Judge judge = Classifier.of(RuleSet.read(files))::classify;
        seenReader = new SeenReader(judge, settings.verdicts());
        Tokens tokens = tokens();
        reportReader = new ReportReader(tokens, judge, settings.belief());
        kumoReader = new KumoReader(tokens, judge);
        read = getRuntimeContext().getMetricGroup().counter("recordsRead");
        dead = getRuntimeContext().getMetricGroup().counter("recordsNotUnderstood");
    }

    private Tokens tokens() throws IOException {
        Tokens tokens = new Tokens();
        for (ReadSettings.KeyFile file : settings.keys()) {
            String text = Files.readString(Path.of(file.path()), StandardCharsets.US_ASCII)
                    .strip();
            tokens = tokens.and(
                    new Installation(file.installation(), file.accountsFrom()),
                    List.of(HexFormat.of().parseHex(text)));
        }
        return tokens;
    }

    @Override
    public void processElement(Raw raw, Context context, Collector<Seen> out) {
        try {
            switch (raw.form()) {
                case SEEN -> out.collect(seenReader.read(raw.content()));
                case REPORTS ->
                    reportReader
                            .read(raw.content(), raw.envelopeRecipient(), raw.cameAt())
                            .forEach(out::collect);
                case KUMO -> kumoReader.read(raw.content()).ifPresent(out::collect);
            }
            read.inc();
        } catch (UnreadableException e) {
            bury(raw, DeadLetter.Why.UNREADABLE, String.valueOf(e.getMessage()), context);
        } catch (ReportRefused e) {
            bury(raw, why(e), "", context);
        }
    }

    private static DeadLetter.Why why(ReportRefused refusal) {
        return switch (refusal.why()) {
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
