package dev.rebound.server.operator;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.address.EmailAddress;
import dev.rebound.engine.account.Account;
import dev.rebound.engine.audit.AuditLog;
import dev.rebound.engine.audit.AuditLog.Numbered;
import dev.rebound.engine.metrics.StoreFigures.Standing;
import dev.rebound.engine.node.Node;
import dev.rebound.engine.node.Nodes;
import dev.rebound.engine.suppression.GlobalBounce;
import dev.rebound.engine.suppression.Suppressions;
import dev.rebound.engine.suppression.Unbouncing;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The operator's overview, global bounces, the whole audit log, and the clock of a rehearsal. */
public final class OperatorPages implements Feature {

    private static final int ROWS = 50;
    private static final int NODES_MAX = 50;
    private static final int SEARCH_LENGTH_MAX = 320;
    private static final String GLOBAL = "/operator/global-bounces";

    private final OperatorPorts ports;
    private final Suppressions suppressions;
    private final Unbouncing unbouncing;
    private final AuditLog audit;

    OperatorPages(OperatorPorts ports) {
        this.ports = ports;
        this.suppressions = ports.suppressions();
        this.unbouncing = ports.unbouncing();
        this.audit = ports.audit();
    }

    @Override
    public void register(Routes routes) {
        routes.get("/operator", Access.OPERATOR, this::overview)
                .get(GLOBAL, Access.OPERATOR, this::globalBounces)
                .get(GLOBAL + "/lift", Access.OPERATOR, visit -> askWhy(visit, visit.query("address"), false))
                .post(GLOBAL + "/lift", Access.OPERATOR, this::lift)
                .get("/operator/audit", Access.OPERATOR, this::auditLog)
                .post("/operator/clock", Access.OPERATOR, this::moveClock);
    }

    // ---- Overview

    /**
     * What the overview shows.
     *
     * @param inboxes in which somebody has to do something, or that are tried again
     * @param nodes at work; empty where there can be only one
     */
    public record Overview(
            int accounts,
            int people,
            Standing standing,
            long inboxes,
            Optional<Long> nodes,
            boolean isRehearsal,
            Instant now) {}

    private void overview(Visit visit) {
        visit.page(
                "operator/overview.jte",
                new Overview(
                        ports.accounts().all().size(),
                        ports.people().people().all().size(),
                        ports.health().figures().standing(),
                        ports.health().inboxes().totals().inTrouble(),
                        ports.health().nodes().map(OperatorPages::living),
                        ports.clock().isRehearsal(),
                        ports.clock().now()));
    }

    private static long living(Nodes nodes) {
        return nodes.list(NODES_MAX).stream()
                .filter(node -> node.state() == Node.State.LIVE)
                .count();
    }

    private void moveClock(Visit visit) {
        int hours = switch (visit.form("hours")) {
            case "1" -> 1;
            case "24" -> 24;
            case "72" -> 72;
            default -> throw new NotFoundResponse();
        };
        if (!ports.clock().letPass(hours, visit.by())) {
            throw new NotFoundResponse();
        }
        visit.redirect("/operator", "note.clock-moved");
    }

    // ---- Global bounces

    /**
     * A page of the list, and what was found for an address that was asked for.
     *
     * @param asked the address as it was typed; empty if none was
     */
    public record GlobalList(
            String asked, Asked answer, List<GlobalBounce> rows, long count, boolean isFirst, Optional<String> next) {}

    /**
     * What is known of the address that was asked for.
     *
     * @param address empty if nothing was typed or it is no address
     */
    public record Asked(Optional<AddressKey> address, Optional<GlobalBounce> bounce) {}

    private void globalBounces(Visit visit) {
        String typed = visit.query("address").strip();
        String asked = typed.length() > SEARCH_LENGTH_MAX ? typed.substring(0, SEARCH_LENGTH_MAX) : typed;
        Optional<AddressKey> address = EmailAddress.parse(asked).map(EmailAddress::key);
        Optional<String> after = Optional.of(visit.query("after")).filter(OperatorPages::isHash);
        List<GlobalBounce> found = suppressions.global(after, ROWS + 1);
        List<GlobalBounce> page = found.subList(0, Math.min(ROWS, found.size()));
        Optional<String> next = found.size() > ROWS ? Optional.of(page.getLast().hash()) : Optional.empty();
        Asked answer = new Asked(address, address.flatMap(suppressions::findGlobal));
        visit.page(
                "operator/global.jte",
                new GlobalList(asked, answer, page, suppressions.globalCount(), after.isEmpty(), next));
    }

    static boolean isHash(String text) {
        return text.matches("[0-9a-f]{32}");
    }

    /** Asks why a global bounce is lifted. */
    public record LiftForm(String address, String why, boolean whyMissing) {}

    private static void askWhy(Visit visit, String address, boolean whyMissing) {
        EmailAddress known = EmailAddress.parse(address).orElseThrow(NotFoundResponse::new);
        visit.http().status(whyMissing ? 422 : 200);
        visit.page("operator/lift.jte", new LiftForm(known.key().value(), visit.form("why"), whyMissing));
    }

    private void lift(Visit visit) {
        String address = visit.form("address");
        AddressKey key =
                EmailAddress.parse(address).orElseThrow(NotFoundResponse::new).key();
        switch (unbouncing.liftGlobal(key, visit.by(), visit.form("why").strip())) {
            case DONE -> visit.redirect(GLOBAL, "note.global-lifted");
            case NOT_SUPPRESSED, GLOBALLY_BOUNCED -> visit.redirect(GLOBAL, "note.not-global");
            case WHY_MISSING -> askWhy(visit, address, true);
        }
    }

    // ---- Audit

    /** A page of the audit log; accounts by their ids as text. */
    public record AuditPage(List<Numbered> rows, Map<String, String> accounts, boolean isFirst, Optional<Long> next) {

        /** The name of an entry's account, or an empty text. */
        public String accountOf(Numbered row) {
            return row.entry()
                    .account()
                    .map(id -> accounts.getOrDefault(id.toString(), id.toString()))
                    .orElse("");
        }
    }

    private void auditLog(Visit visit) {
        Optional<Long> before = visit.queryNumber("before");
        List<Numbered> found = audit.page(Optional.empty(), before, ROWS + 1);
        List<Numbered> page = found.subList(0, Math.min(ROWS, found.size()));
        Optional<Long> next = found.size() > ROWS ? Optional.of(page.getLast().number()) : Optional.empty();
        visit.page("operator/audit.jte", new AuditPage(page, accountNames(), before.isEmpty(), next));
    }

    private Map<String, String> accountNames() {
        Function<Account, String> id = account -> account.id().toString();
        return ports.accounts().all().stream().collect(Collectors.toMap(id, Account::name));
    }
}
