package dev.rebound.server.listfile;

import dev.rebound.core.bounce.BounceType;
import dev.rebound.core.bounce.Reason;
import dev.rebound.engine.bulk.BadLine.Problem;
import dev.rebound.engine.bulk.BulkEntry;
import dev.rebound.engine.bulk.BulkEntry.Says;
import dev.rebound.server.listfile.SaidWords.Judged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a line of each form says of its address. Bounces are bounces; who unsubscribed or called a message spam wants no
 * more mail, which is something else; soft bounces and rows with nothing against the address are left out.
 */
final class LineReader {

    private static final Map<String, Reason> REASONS = Arrays.stream(Reason.values())
            .collect(Collectors.toUnmodifiableMap(reason -> Fields.folded(reason.name()), Function.identity()));

    private final ListForm form;
    private final SaidWords words;

    LineReader(ListForm form, SaidWords words) {
        this.form = form;
        this.words = words;
    }

    /** What is said, or why there is nothing to take. */
    sealed interface Saying {}

    /** One thing or two. */
    record Something(List<Says> says) implements Saying {}

    /** Nothing. */
    record Nothing(Problem why) implements Saying {}

    Saying read(Fields fields) {
        return switch (form) {
            case REBOUND -> rebound(fields);
            case SES -> ses(fields);
            case POSTMARK -> postmark(fields);
            case SPARKPOST -> sparkPost(fields);
            case SENDGRID_BOUNCES ->
                reply(fields.get("reason"), fields.get("status"), Moments.read(fields.get("created")));
            case SENDGRID_SPAM_REPORTS -> wish("spam report", Moments.read(fields.get("created")));
            case SENDGRID_UNSUBSCRIBES -> wish("unsubscribe", Moments.read(fields.get("created")));
            case MAILGUN_BOUNCES ->
                reply(fields.get("error"), fields.get("code"), Moments.read(fields.get("createdat")));
            case MAILGUN_UNSUBSCRIBES ->
                wish("unsubscribe " + fields.get("tags", "tag"), Moments.read(fields.get("createdat")));
            case MAILGUN_COMPLAINTS -> wish("complaint", Moments.read(fields.get("createdat")));
            case MAILCHIMP -> mailchimp(fields);
            case HUBSPOT -> hubSpot(fields);
            case PLAIN -> plain(fields);
        };
    }

    private static Saying wish(String original, Optional<Instant> said) {
        return new Something(List.of(new BulkEntry.NoMoreMail(said, SaidWords.original(original))));
    }

    private static Saying bounce(Reason reason, Optional<Instant> said, String original) {
        return reason.finalType() == BounceType.HARD
                ? new Something(List.of(new BulkEntry.Bounced(reason, said, original)))
                : new Nothing(Problem.SOFT_BOUNCE);
    }

    private Saying reply(String text, String status, Optional<Instant> said) {
        Judged judged = words.reply(text, status);
        String original = SaidWords.original(status, text);
        return judged.hard()
                .<Saying>map(reason -> new Something(List.of(new BulkEntry.Bounced(reason, said, original))))
                .orElseGet(() -> new Nothing(Problem.SOFT_BOUNCE));
    }

    private static Saying rebound(Fields fields) {
        Optional<Instant> said = Moments.read(fields.get("since"));
        String original = fields.get("original");
        return reasonNamed(fields.get("reason"))
                .map(reason -> bounce(reason, said, SaidWords.original(original.isEmpty() ? reason.name() : original)))
                .orElseGet(() -> new Nothing(Problem.NOTHING_AGAINST));
    }

    private static Saying ses(Fields fields) {
        Optional<Instant> said = Moments.read(fields.get("lastupdatetime"));
        return switch (fields.get("reason").toUpperCase(Locale.ROOT)) {
            case "BOUNCE" -> bounce(Reason.OTHER, said, "BOUNCE");
            case "COMPLAINT" -> wish("COMPLAINT", said);
            default -> new Nothing(Problem.NOTHING_AGAINST);
        };
    }

    /** Manual ones are no bounces: the recipient, a customer or an administrator did not want mail to go there. */
    private static Saying postmark(Fields fields) {
        Optional<Instant> said = Moments.read(fields.get("createdat"));
        String original = SaidWords.original(fields.get("suppressionreason"), fields.get("origin"));
        return switch (Fields.folded(fields.get("suppressionreason"))) {
            case "hardbounce" -> bounce(Reason.OTHER, said, original);
            case "spamcomplaint", "manualsuppression" -> wish(original, said);
            default -> new Nothing(Problem.NOTHING_AGAINST);
        };
    }

    private Saying sparkPost(Fields fields) {
        Optional<Instant> said = Moments.read(fields.get("created", "updated"));
        String source = fields.get("source");
        String description = fields.get("description");
        return source.equalsIgnoreCase("Bounce Rule")
                ? reply(description, "", said)
                : wish(SaidWords.original(source, description), said);
    }

    /** Cleaned: it hard bounced, or soft bounced again and again; the file does not say which, nor why. */
    private static Saying mailchimp(Fields fields) {
        if (!fields.get("cleantime").isEmpty()) {
            return bounce(Reason.OTHER, Moments.read(fields.get("cleantime")), "cleaned");
        }
        return fields.get("unsubtime").isEmpty()
                ? new Nothing(Problem.NOTHING_AGAINST)
                : wish(
                        SaidWords.original("unsubscribed", fields.get("unsubreason"), fields.get("unsubreasonother")),
                        Moments.read(fields.get("unsubtime")));
    }

    private static Saying hubSpot(Fields fields) {
        List<Says> says = new ArrayList<>();
        String said = fields.get("hsemailhardbouncereasonenum", "emailhardbouncereason", "hsemailhardbouncereason");
        if (!said.isEmpty()) {
            says.add(new BulkEntry.Bounced(
                    reasonNamed(said).orElse(Reason.OTHER), Optional.empty(), SaidWords.original(said)));
        }
        if (isYes(fields.get("hsemailoptout", "unsubscribedfromallemail"))) {
            says.add(new BulkEntry.NoMoreMail(Optional.empty(), "unsubscribed from all email"));
        }
        return says.isEmpty() ? new Nothing(Problem.NOTHING_AGAINST) : new Something(says);
    }

    private static boolean isYes(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("yes") || text.equals("1");
    }

    /** Anything with addresses: whatever column says why is read as words we know, else as a server's reply. */
    private Saying plain(Fields fields) {
        Optional<Instant> said =
                Moments.read(fields.get("date", "time", "timestamp", "created", "createdat", "bouncedat", "since"));
        String why = fields.get("reason", "type", "bouncetype", "status", "error", "description", "diagnostic");
        Optional<Reason> named = reasonNamed(why);
        if (named.isPresent()) {
            return bounce(named.get(), said, SaidWords.original(why));
        }
        String folded = Fields.folded(why);
        if (contains(folded, "unsub", "optout", "complain", "spamreport", "abuse")) {
            return wish(why, said);
        }
        if (contains(folded, "soft", "transient", "temporary")) {
            return new Nothing(Problem.SOFT_BOUNCE);
        }
        return contains(folded, "bounce", "permanent", "invalid", "hard") || folded.isEmpty()
                ? bounce(Reason.OTHER, said, SaidWords.original(why))
                : reply(why, "", said);
    }

    private static boolean contains(String text, String... parts) {
        return Arrays.stream(parts).anyMatch(text::contains);
    }

    /** One of our own words: {@code UNKNOWN_USER}, {@code Unknown user}. */
    private static Optional<Reason> reasonNamed(String text) {
        return Optional.ofNullable(REASONS.get(Fields.folded(text)));
    }
}
