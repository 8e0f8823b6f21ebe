package dev.rebound.server.listfile;

import dev.rebound.core.ledger.ListSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The forms of lists that we know, and by which names of columns or members each is told from the others. The first that
 * fits is taken, so the peculiar ones stand first. As the vendors' documents had them in November 2026:
 *
 * <ul>
 *   <li>Amazon SES: {@code list-suppressed-destinations} of the v2 API
 *       (docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListSuppressedDestinations.html), or the
 *       lines {@code address,BOUNCE} that its bulk import takes
 *   <li>SendGrid: {@code /v3/suppression/bounces}, {@code blocks}, {@code invalid_emails}, {@code spam_reports},
 *       {@code unsubscribes}, as JSON or CSV (www.twilio.com/docs/sendgrid/api-reference/bounces-api)
 *   <li>Mailgun: the CSV files and JSON of bounces, complaints and unsubscribes
 *       (documentation.mailgun.com/docs/mailgun/api-reference/send/mailgun/bounces)
 *   <li>Postmark: the suppression dump
 *       (postmarkapp.com/developer/api/suppressions-api)
 *   <li>SparkPost: the suppression list as JSON or CSV (developers.sparkpost.com/api/suppression-list)
 *   <li>Mailchimp: the files of cleaned and unsubscribed members in the export of an audience
 *       (mailchimp.com/help/view-export-contacts)
 *   <li>HubSpot: an export of contacts with <em>Email hard bounce reason</em>, by label or internal name
 * </ul>
 */
enum ListForm {
    REBOUND(ListSource.REBOUND, names -> names.containsAll(List.of("address", "reason", "globallybounced"))),
    POSTMARK(ListSource.POSTMARK, names -> names.containsAll(List.of("emailaddress", "suppressionreason"))),
    SES(
            ListSource.SES,
            names -> names.containsAll(List.of("emailaddress", "reason"))
                    && (names.contains("lastupdatetime") || names.size() == 2)),
    SPARKPOST(
            ListSource.SPARKPOST,
            names ->
                    names.contains("recipient") && anyOf(names, "type", "transactional", "nontransactional", "source")),
    MAILGUN_BOUNCES(ListSource.MAILGUN, names -> names.contains("address") && anyOf(names, "code", "error")),
    MAILGUN_UNSUBSCRIBES(
            ListSource.MAILGUN,
            names -> names.contains("address") && anyOf(names, "tags", "tag") && names.contains("createdat")),
    MAILGUN_COMPLAINTS(
            ListSource.MAILGUN, names -> names.containsAll(List.of("address", "createdat")) && names.size() <= 3),
    MAILCHIMP(
            ListSource.MAILCHIMP,
            names -> names.contains("emailaddress")
                    && anyOf(names, "leid", "euid", "cleantime", "unsubtime", "memberrating", "lastchanged")),
    HUBSPOT(
            ListSource.HUBSPOT,
            names -> names.contains("email")
                    && anyOf(
                            names,
                            "emailhardbouncereason",
                            "hsemailhardbouncereasonenum",
                            "hsemailhardbouncereason",
                            "hsemailoptout",
                            "unsubscribedfromallemail")),
    SENDGRID_BOUNCES(ListSource.SENDGRID, names -> names.containsAll(List.of("email", "created", "reason"))),
    SENDGRID_SPAM_REPORTS(ListSource.SENDGRID, names -> names.containsAll(List.of("email", "created", "ip"))),
    SENDGRID_UNSUBSCRIBES(
            ListSource.SENDGRID, names -> names.containsAll(List.of("email", "created")) && names.size() == 2),
    PLAIN(ListSource.PLAIN, AddressNames::isAmong);

    private final ListSource source;

    @SuppressWarnings("ImmutableEnumChecker") // they hold nothing
    private final Predicate<Set<String>> fits;

    ListForm(ListSource source, Predicate<Set<String>> fits) {
        this.source = source;
        this.fits = fits;
    }

    private static boolean anyOf(Set<String> names, String... wanted) {
        for (String name : wanted) {
            if (names.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** Whose it is. */
    ListSource source() {
        return source;
    }

    /**
     * The form with these names.
     *
     * @param chosen only forms of this system; all if nobody chose one
     */
    static Optional<ListForm> of(Set<String> names, Optional<ListSource> chosen) {
        for (ListForm form : values()) {
            boolean wanted = chosen.filter(source -> source != form.source).isEmpty();
            if (wanted && form.fits.test(names)) {
                return Optional.of(form);
            }
        }
        return Optional.empty();
    }
}
