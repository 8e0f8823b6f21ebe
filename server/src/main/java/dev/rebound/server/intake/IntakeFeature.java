package dev.rebound.server.intake;

import dev.rebound.engine.account.Permission;
import dev.rebound.engine.inbox.Inbox.InboxState;
import dev.rebound.engine.inbox.Inboxes;
import dev.rebound.engine.intake.QuarantineReason;
import dev.rebound.engine.intake.RefusedReturns;
import dev.rebound.engine.intake.ReturnedMailDesk.RecipientCheck;
import dev.rebound.engine.ledger.EvidenceSource;
import dev.rebound.engine.metrics.Intake;
import dev.rebound.engine.metrics.Intake.Came;
import dev.rebound.engine.metrics.StoreFigures;
import dev.rebound.engine.provider.EventSource;
import dev.rebound.engine.provider.EventSources;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.api.ApiRoutes;
import dev.rebound.server.api.JsonBuilder;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The operator's page about what comes in, and its twin in the API. */
public final class IntakeFeature implements Feature {

    /** What is counted as of late. */
    static final Duration LATELY = Duration.ofHours(24);

    private final Parts parts;

    /** What it works with. */
    public record Parts(
            StoreFigures figures, RefusedReturns refused, EventSources sources, Inboxes inboxes, InstantSource clock) {}

    public IntakeFeature(Parts parts) {
        this.parts = parts;
    }

    @Override
    public void register(Routes routes) {
        routes.get("/operator/intake", Access.OPERATOR, visit -> visit.page("operator/intake.jte", page()));
        ApiRoutes.of(routes).get("/operator/intake", Permission.INSTALLATION, this::answer);
    }

    /** What the page shows. */
    public record IntakePage(
            Intake intake, Map<RecipientCheck, Came> refused, List<EventSource> sources, Inboxes.Totals inboxes) {

        public IntakePage {
            sources = List.copyOf(sources);
        }

        /**
         * A line about something that comes in.
         *
         * @param came empty if nothing did
         */
        public record Line<K>(K kind, Optional<Came> came) {}

        /** What can come by mail or from a provider; all of it, so that one sees what does not come. */
        public List<Line<EvidenceSource>> reports() {
            return Stream.of(
                            EvidenceSource.NDR,
                            EvidenceSource.NDR_WITHOUT_TOKEN,
                            EvidenceSource.PROVIDER_EVENT,
                            EvidenceSource.PROVIDER_EVENT_WITHOUT_TOKEN)
                    .map(source -> new Line<>(
                            source, Optional.ofNullable(intake.reports().get(source))))
                    .toList();
        }

        /** Why mail was quarantined, as far as any is there. */
        public List<Line<QuarantineReason>> quarantined() {
            return Stream.of(QuarantineReason.values())
                    .map(why -> new Line<>(
                            why, Optional.ofNullable(intake.quarantined().get(why))))
                    .filter(line -> line.came().isPresent())
                    .toList();
        }

        /** Why mail was refused before it was taken, with how much. */
        public List<Line<RecipientCheck>> refusals() {
            return Stream.of(RecipientCheck.values())
                    .filter(why -> why != RecipientCheck.ACCEPTED)
                    .map(why -> new Line<>(why, Optional.ofNullable(refused.get(why))))
                    .toList();
        }

        /** Reports that were read of late. */
        public long reportsLately() {
            return Intake.numberOf(intake.reports().values());
        }

        /** What was quarantined of late. */
        public long quarantinedLately() {
            return Intake.numberOf(intake.quarantined().values());
        }

        /** Whether there may be more of either than was looked at. */
        public boolean isCut() {
            return Intake.isCut(intake.reports().values())
                    || Intake.isCut(intake.quarantined().values());
        }

        /** How many inboxes are in a state. */
        public long inboxes(InboxState state) {
            return inboxes.states().getOrDefault(state, 0L);
        }

        /** Whether any inbox was ever connected. */
        public boolean hasInboxes() {
            return !inboxes.states().isEmpty();
        }
    }

    private IntakePage page() {
        return new IntakePage(
                parts.figures().intake(parts.clock().instant().minus(LATELY)),
                refused(),
                parts.sources().all(),
                parts.inboxes().totals());
    }

    private Map<RecipientCheck, Came> refused() {
        Map<RecipientCheck, Came> came = new EnumMap<>(RecipientCheck.class);
        parts.refused().lately().forEach((why, one) -> came.put(why, new Came(one.number(), one.last())));
        return came;
    }

    private void answer(ApiCall call) {
        call.refuseUnknownParameters();
        IntakePage page = page();
        call.answer(JsonBuilder.object()
                .with("hours", LATELY.toHours())
                .with("atLeast", page.isCut())
                .with("reports", lines(page.intake().reports()))
                .with("quarantined", lines(page.intake().quarantined()))
                .with("refused", lines(page.refused()))
                .with(
                        "eventSources",
                        page.sources().stream().map(IntakeFeature::json).toList())
                .with("inboxes", json(page.inboxes())));
    }

    private static <K extends Enum<K>> List<JsonBuilder> lines(Map<K, Came> came) {
        return came.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> JsonBuilder.object()
                        .with("kind", entry.getKey().name())
                        .with("number", entry.getValue().number())
                        .with("lastAt", entry.getValue().last()))
                .toList();
    }

    private static JsonBuilder json(EventSource source) {
        return JsonBuilder.object()
                .with("id", source.id().toString())
                .with("name", source.name())
                .with("provider", source.provider())
                .with("proven", source.figures().proven())
                .with("quarantined", source.figures().quarantined())
                .with("lastAt", source.figures().lastAt());
    }

    private static JsonBuilder json(Inboxes.Totals totals) {
        return JsonBuilder.object()
                .with("connected", totals.states().getOrDefault(InboxState.CONNECTED, 0L))
                .with("troubled", totals.states().getOrDefault(InboxState.TROUBLED, 0L))
                .with("signInNeeded", totals.states().getOrDefault(InboxState.SIGN_IN_NEEDED, 0L))
                .with("disconnected", totals.states().getOrDefault(InboxState.DISCONNECTED, 0L))
                .with("looked", totals.figures().looked())
                .with("reports", totals.figures().reports())
                .with("answers", totals.figures().answers())
                .with("strangers", totals.figures().strangers())
                .with("lastAt", totals.seenAt());
    }
}
