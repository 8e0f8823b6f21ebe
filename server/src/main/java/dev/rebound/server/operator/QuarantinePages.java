package dev.rebound.server.operator;

import dev.rebound.engine.intake.EvidenceGrade;
import dev.rebound.engine.intake.Quarantine;
import dev.rebound.engine.intake.Quarantine.PeerCount;
import dev.rebound.engine.intake.Quarantine.QuarantineFilter;
import dev.rebound.engine.intake.Quarantine.QuarantinedMail;
import dev.rebound.engine.intake.QuarantineReason;
import dev.rebound.engine.intake.ReturnedMail;
import dev.rebound.server.recipient.LegibleText;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.View;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Returned mail that proved nothing: counted, listed, looked at, fetched. It is hostile until shown otherwise. */
public final class QuarantinePages implements Feature {

    /** How much of a message the page shows, in octets. */
    private static final int SHOWN_OCTETS_MAX = 64 * 1024;

    private static final int ROWS = 50;
    private static final int PEERS_SHOWN_MAX = 8;
    private static final int SEARCH_LENGTH_MAX = 320;
    private static final String LIST = "/operator/quarantine";

    private final Desk desk;

    QuarantinePages(Desk desk) {
        this.desk = desk;
    }

    /** The quarantine, and how long mail stays in it. */
    public record Desk(Quarantine quarantine, Duration keptFor) {}

    @Override
    public void register(Routes routes) {
        routes.get(LIST, Access.OPERATOR, this::list)
                .get(LIST + "/{mail}", Access.OPERATOR, this::show)
                .get(LIST + "/{mail}/raw", Access.OPERATOR, this::raw);
    }

    /**
     * A page of the list.
     *
     * @param found how many fit the filter
     * @param count how many there are
     * @param peers that sent most of it
     */
    public record QuarantineList(
            QuarantineFilter filter,
            List<QuarantinedMail> rows,
            long found,
            long count,
            Map<QuarantineReason, Long> reasons,
            Map<EvidenceGrade, Long> grades,
            List<PeerCount> peers,
            Duration keptFor,
            boolean isFirst,
            Optional<Long> next) {

        /** The address of the list with another reason. */
        public String of(Optional<QuarantineReason> why) {
            return address(new QuarantineFilter(filter.search(), why, filter.grade(), filter.peer()));
        }

        /** The address of the list with another peer. */
        public String from(Optional<String> peer) {
            return address(new QuarantineFilter(filter.search(), filter.why(), filter.grade(), peer));
        }

        /** The address of the list with another grade. */
        public String graded(Optional<EvidenceGrade> grade) {
            return address(new QuarantineFilter(filter.search(), filter.why(), grade, filter.peer()));
        }

        /** The address of the list as it is. */
        public String address() {
            return address(filter);
        }

        private static String address(QuarantineFilter filter) {
            return LIST + "?search=" + View.encoded(filter.search())
                    + filter.why().map(why -> "&why=" + why.name()).orElse("")
                    + filter.grade().map(grade -> "&grade=" + grade.name()).orElse("")
                    + filter.peer().map(peer -> "&peer=" + View.encoded(peer)).orElse("");
        }
    }

    private void list(Visit visit) {
        Quarantine quarantine = desk.quarantine();
        Optional<Long> before = visit.queryNumber("before");
        QuarantineFilter filter = new QuarantineFilter(
                cut(visit.query("search").strip()),
                visit.query("why", QuarantineReason.class),
                visit.query("grade", EvidenceGrade.class),
                Optional.of(cut(visit.query("peer").strip())).filter(peer -> !peer.isEmpty()));
        List<QuarantinedMail> found = quarantine.page(filter, before, ROWS + 1);
        List<QuarantinedMail> page = found.subList(0, Math.min(ROWS, found.size()));
        Optional<Long> next = found.size() > ROWS ? Optional.of(page.getLast().id()) : Optional.empty();
        visit.page(
                "operator/quarantine.jte",
                new QuarantineList(
                        filter,
                        page,
                        quarantine.count(filter),
                        quarantine.count(),
                        quarantine.countsByReason(),
                        quarantine.countsByGrade(),
                        quarantine.countsByPeer(PEERS_SHOWN_MAX),
                        desk.keptFor(),
                        before.isEmpty(),
                        next));
    }

    private static String cut(String typed) {
        return typed.length() > SEARCH_LENGTH_MAX ? typed.substring(0, SEARCH_LENGTH_MAX) : typed;
    }

    /**
     * One message.
     *
     * @param line why it is there, and what it proves
     * @param text its beginning; bytes beyond ASCII as UTF-8, as far as they are, and invisible characters by name
     * @param isCut whether there is more
     */
    public record QuarantinedPage(
            QuarantinedMail line, ReturnedMail mail, List<LegibleText.Piece> text, boolean isCut, Duration keptFor) {}

    private void show(Visit visit) {
        long id = visit.number("mail");
        QuarantinedMail line = desk.quarantine().page(QuarantineFilter.ALL, Optional.of(id + 1), 1).stream()
                .filter(newest -> newest.id() == id)
                .findFirst()
                .orElseThrow(NotFoundResponse::new);
        ReturnedMail mail = find(id);
        byte[] content = mail.content();
        int shown = Math.min(content.length, SHOWN_OCTETS_MAX);
        String text = new String(content, 0, shown, StandardCharsets.UTF_8);
        visit.page(
                "operator/quarantined.jte",
                new QuarantinedPage(line, mail, LegibleText.of(text), shown < content.length, desk.keptFor()));
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
        return desk.quarantine().find(id).orElseThrow(NotFoundResponse::new);
    }
}
