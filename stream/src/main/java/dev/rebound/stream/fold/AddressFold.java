package dev.rebound.stream.fold;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.ledger.AddressRules;
import dev.rebound.core.ledger.LedgerEvent;
import dev.rebound.core.ledger.MessageId;
import dev.rebound.core.ledger.MessageState;
import dev.rebound.core.ledger.Observation;
import dev.rebound.core.ledger.Suppression;
import dev.rebound.feed.seen.Seen;
import dev.rebound.stream.state.Holding;
import dev.rebound.stream.state.Packed;
import dev.rebound.stream.state.SeenSerializer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Holds one address's state, lets {@link AddressRules} decide about each observation of it, and tells what changed.
 *
 * <p><b>Timers.</b> A message that is deferred gets one timer, at its deadline, and a suppression that ends by itself one at
 * its end. Neither decides anything: the rules let what is due run out before they look at an observation, so a timer only
 * makes sure that it happens if nothing else comes. No timer is needed that a timer would have to set; batch mode drops those
 * without a word, which is why what is bounded runs in streaming mode as well ({@link dev.rebound.stream.job.BounceJob}).
 *
 * <p><b>Order.</b> Records of one topic and address come in order. Those of different topics do not: a report may overtake
 * the line that tells of its message. It waits in the address's state until the watermark, which is the least of all
 * topics, has gone past it by {@code patience}; then nobody will tell any more, and it is a dead letter.
 */
@SuppressWarnings("ReferenceEquality") // the very same state was not decided about
public final class AddressFold extends KeyedProcessFunction<String, Seen, Told> {

    /** What messages of emails came to, for {@link EmailFold}. */
    public static final OutputTag<EmailChange> EMAIL_CHANGES = new OutputTag<>("email changes", EmailChange.type());

    private static final long serialVersionUID = 1L;

    private final FoldSettings settings;
    private transient ValueState<Packed> kept;
    private transient ListState<Seen> waiting;
    private transient Counter decided;
    private transient Counter waited;
    private transient Counter unmatched;

    public AddressFold(FoldSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        kept = getRuntimeContext().getState(new ValueStateDescriptor<>("address", Packed.serializer()));
        waiting = getRuntimeContext().getListState(new ListStateDescriptor<>("waiting", SeenSerializer.INSTANCE));
        decided = getRuntimeContext().getMetricGroup().counter("observationsDecided");
        waited = getRuntimeContext().getMetricGroup().counter("observationsThatWaited");
        unmatched = getRuntimeContext().getMetricGroup().counter("observationsOfNoMessage");
    }

    @Override
    public void processElement(Seen seen, Context context, Collector<Told> out) throws Exception {
        Holding before = holding();
        Holding after = before;
        if (isOfUnknownMessage(before, seen)) {
            after = keepWaiting(before, seen, context);
        } else if (isOfAnotherAccount(before, seen)) {
            bury(seen, DeadLetter.Why.OTHER_ACCOUNT, out);
        } else {
            after = decide(before, seen, context, out);
            if (after.waiting() && seen.begins()) {
                after = decideWhatWaited(after, context, out);
            }
        }
        if (after != before) {
            kept.update(Packed.of(after));
        }
    }

    private Holding holding() throws Exception {
        Packed packed = kept.value();
        return packed == null ? Holding.EMPTY : packed.open();
    }

    private static boolean isOfUnknownMessage(Holding holding, Seen seen) {
        return !seen.begins()
                && seen.message()
                        .filter(message -> holding.state().message(message).isEmpty())
                        .isPresent();
    }

    private static boolean isOfAnotherAccount(Holding holding, Seen seen) {
        return seen.account().isPresent()
                && seen.message()
                        .flatMap(holding.state()::message)
                        .filter(known -> !known.account().equals(seen.account().get()))
                        .isPresent();
    }

    private Holding keepWaiting(Holding holding, Seen seen, Context context) throws Exception {
        waited.inc();
        waiting.add(seen);
        context.timerService().registerEventTimeTimer(lastCall(seen));
        return holding.waiting(true);
    }

    private long lastCall(Seen seen) {
        return seen.observation().at().plus(settings.patience()).toEpochMilli();
    }

    private Holding decideWhatWaited(Holding before, Context context, Collector<Told> out) throws Exception {
        List<Seen> still = new ArrayList<>();
        Holding after = before;
        for (Seen seen : waiting.get()) {
            if (isOfUnknownMessage(after, seen)) {
                still.add(seen);
            } else if (isOfAnotherAccount(after, seen)) {
                bury(seen, DeadLetter.Why.OTHER_ACCOUNT, out);
            } else {
                after = decide(after, seen, context, out);
            }
        }
        waiting.update(still);
        return after.waiting(!still.isEmpty());
    }

    private Holding decide(Holding before, Seen seen, Context context, Collector<Told> out) {
        Holding begun = before;
        if (seen.beginning() == Seen.Beginning.HERE && isNews(before, seen)) {
            Observation first = new Observation.OfferedThroughInbox(
                    seen.account().orElseThrow(),
                    seen.message().orElseThrow(),
                    seen.observation().at());
            begun = decide(before.with(seen.message().get(), seen.email()), seen.address(), first, context, out);
        } else if (seen.begins() && isNews(before, seen)) {
            begun = before.with(seen.message().orElseThrow(), seen.email());
        }
        return decide(begun, seen.address(), seen.observation(), context, out);
    }

    private static boolean isNews(Holding holding, Seen seen) {
        return holding.state().message(seen.message().orElseThrow()).isEmpty();
    }

    private Holding decide(
            Holding before, AddressKey address, Observation observation, Context context, Collector<Told> out) {
        decided.inc();
        AddressRules.Decision decision = AddressRules.decide(address, before.state(), observation, settings::rulebook);
        if (decision.events().isEmpty()) {
            return before;
        }
        Holding after = before.with(decision.after());
        for (LedgerEvent event : decision.events()) {
            long email = event instanceof LedgerEvent.OfMessage of ? after.email(of.message()) : 0;
            Tellings.tell(event, email, out);
        }
        Tellings.tell(address, before.state(), after, out);
        tellEmails(before, after, context);
        setTimers(before, after, context);
        return Memory.without(after, settings.remember(), observation.at());
    }

    private static void tellEmails(Holding before, Holding after, Context context) {
        after.emails().forEach((message, email) -> {
            MessageState now = Objects.requireNonNull(after.state().messages().get(message), "its email is known");
            Optional<MessageState> known = before.state().message(message);
            EmailChange change =
                    known.map(was -> EmailChange.of(email, was, now)).orElseGet(() -> EmailChange.added(email, now));
            if (!change.changesNothing()) {
                context.output(EMAIL_CHANGES, change);
            }
        });
    }

    /** The end of trying is known from the first deferral on and does not change. */
    private static void setTimers(Holding before, Holding after, Context context) {
        for (Map.Entry<MessageId, MessageState> entry : after.state().messages().entrySet()) {
            MessageState message = entry.getValue();
            boolean isNew = before.state()
                    .message(entry.getKey())
                    .flatMap(MessageState::deadline)
                    .isEmpty();
            if (isNew && message.deadline().isPresent()) {
                context.timerService()
                        .registerEventTimeTimer(firstMilli(message.deadline().get()));
            }
        }
        if (!before.state().suppressions().equals(after.state().suppressions())) {
            for (Suppression held : after.state().suppressions().values()) {
                held.until().ifPresent(end -> context.timerService().registerEventTimeTimer(firstMilli(end)));
            }
        }
    }

    /** The first whole millisecond by which it has come. */
    private static long firstMilli(Instant moment) {
        long millis = moment.toEpochMilli();
        return Instant.ofEpochMilli(millis).isBefore(moment) ? millis + 1 : millis;
    }

    @Override
    public void onTimer(long at, OnTimerContext context, Collector<Told> out) throws Exception {
        Holding before = holding();
        Holding after = before;
        AddressKey address = new AddressKey(context.getCurrentKey());
        if (!settings.asOf().isPast(at)) {
            after = decide(before, address, new Observation.TimePassed(Instant.ofEpochMilli(at)), context, out);
        }
        if (after.waiting()) {
            after = stopWaiting(after, at, out);
        }
        if (after != before) {
            kept.update(Packed.of(after));
        }
    }

    private Holding stopWaiting(Holding holding, long at, Collector<Told> out) throws Exception {
        List<Seen> still = new ArrayList<>();
        for (Seen seen : waiting.get()) {
            if (lastCall(seen) <= at) {
                bury(seen, DeadLetter.Why.NO_SUCH_MESSAGE, out);
            } else {
                still.add(seen);
            }
        }
        waiting.update(still);
        return holding.waiting(!still.isEmpty());
    }

    private void bury(Seen seen, DeadLetter.Why why, Collector<Told> out) {
        unmatched.inc();
        out.collect(DeadLetter.of(seen, why));
    }
}
