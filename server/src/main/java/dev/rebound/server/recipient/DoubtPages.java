package dev.rebound.server.recipient;

import dev.rebound.core.ledger.MessageId;
import dev.rebound.engine.account.Permission;
import dev.rebound.engine.email.EmailId;
import dev.rebound.engine.email.Opinions.Doubt;
import dev.rebound.engine.email.Opinions.Doubted;
import dev.rebound.engine.email.Opinions.Opinion;
import dev.rebound.engine.email.Recipients;
import dev.rebound.engine.time.WorldClock;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.NotFoundResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether a verdict was right, and the list of those that somebody should look at: said to be wrong, or of words that no rule knows. */
public final class DoubtPages implements Feature {

    private static final int ROWS = 50;

    private final Recipients recipients;
    private final WorldClock clock;

    public DoubtPages(Recipients recipients, WorldClock clock) {
        this.recipients = recipients;
        this.clock = clock;
    }

    @Override
    public void register(Routes routes) {
        routes.get("/a/{account}/verdicts", Access.to(Permission.VIEW), this::list)
                .post(
                        "/a/{account}/emails/{email}/recipients/{message}/opinion",
                        Access.to(Permission.SUPPRESSIONS),
                        this::say);
    }

    /**
     * A page of the list.
     *
     * @param next where the next page begins
     */
    public record DoubtList(Doubt doubt, List<Doubted> rows, boolean isFirst, Optional<MessageId> next) {

        /** What there is to choose from. */
        public List<Doubt> doubts() {
            return List.of(Doubt.values());
        }
    }

    private void list(Visit visit) {
        Doubt doubt = visit.query("doubt", Doubt.class).orElse(Doubt.SAID_TO_BE_WRONG);
        Optional<MessageId> below =
                visit.queryNumber("below").filter(id -> id <= MessageId.MAX).map(MessageId::new);
        List<Doubted> found = recipients.doubted(visit.account(), doubt, below, ROWS + 1);
        List<Doubted> page = found.subList(0, Math.min(ROWS, found.size()));
        Optional<MessageId> next =
                found.size() > ROWS ? Optional.of(page.getLast().row().message()) : Optional.empty();
        visit.page("recipient/doubts.jte", new DoubtList(doubt, page, below.isEmpty(), next));
    }

    private void say(Visit visit) {
        MessageId message = new MessageId(Math.min(visit.number("message"), MessageId.MAX));
        if (recipients.detail(visit.account(), message).isEmpty()) {
            throw new NotFoundResponse();
        }
        Opinion opinion = Arrays.stream(Opinion.values())
                .filter(one -> one.name().equals(visit.form("opinion")))
                .findFirst()
                .orElseThrow(() -> new BadRequestResponse("opinion must be RIGHT or WRONG"));
        if (!recipients.say(visit.account(), message, opinion, visit.by(), clock.instant())) {
            throw new NotFoundResponse();
        }
        EmailId email = new EmailId(visit.number("email"));
        visit.redirect(
                "/a/" + visit.account() + "/emails/" + email + "/recipients?group=SELECTED&show=" + message,
                "note.opinion-" + opinion);
    }
}
