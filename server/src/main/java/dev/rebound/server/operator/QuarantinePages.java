package dev.rebound.server.operator;

import dev.rebound.engine.intake.Quarantine;
import dev.rebound.engine.intake.Quarantine.QuarantinedMail;
import dev.rebound.engine.intake.ReturnedMail;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Returned mail that proved nothing: listed, looked at, fetched. It is hostile until shown otherwise. */
public final class QuarantinePages implements Feature {

    /** How much of a message the page shows, in octets. */
    private static final int SHOWN_OCTETS_MAX = 64 * 1024;

    private static final int ROWS = 50;
    private static final String LIST = "/operator/quarantine";

    private final Quarantine quarantine;

    QuarantinePages(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    @Override
    public void register(Routes routes) {
        routes.get(LIST, Access.OPERATOR, this::list)
                .get(LIST + "/{mail}", Access.OPERATOR, this::show)
                .get(LIST + "/{mail}/raw", Access.OPERATOR, this::raw);
    }

    /** A page of the list. */
    public record QuarantineList(List<QuarantinedMail> rows, long count, boolean isFirst, Optional<Long> next) {}

    private void list(Visit visit) {
        Optional<Long> before = visit.queryNumber("before");
        List<QuarantinedMail> found = quarantine.page(before, ROWS + 1);
        List<QuarantinedMail> page = found.subList(0, Math.min(ROWS, found.size()));
        Optional<Long> next = found.size() > ROWS ? Optional.of(page.getLast().id()) : Optional.empty();
        visit.page("operator/quarantine.jte", new QuarantineList(page, quarantine.count(), before.isEmpty(), next));
    }

    /**
     * One message.
     *
     * @param text its beginning; bytes beyond ASCII as UTF-8, as far as they are
     * @param isCut whether there is more
     */
    public record QuarantinedPage(long id, ReturnedMail mail, String text, boolean isCut) {}

    private void show(Visit visit) {
        long id = visit.number("mail");
        ReturnedMail mail = find(id);
        byte[] content = mail.content();
        int shown = Math.min(content.length, SHOWN_OCTETS_MAX);
        String text = new String(content, 0, shown, StandardCharsets.UTF_8);
        visit.page("operator/quarantined.jte", new QuarantinedPage(id, mail, text, shown < content.length));
    }

    /** As plain text to keep, so that no browser or mail program opens it by itself. */
    private void raw(Visit visit) {
        long id = visit.number("mail");
        visit.http()
                .contentType("application/octet-stream")
                .header("Content-Disposition", "attachment; filename=\"quarantined-" + id + ".txt\"")
                .result(find(id).content());
    }

    private ReturnedMail find(long id) {
        return quarantine.find(id).orElseThrow(NotFoundResponse::new);
    }
}
