package dev.rebound.server.rule;

import dev.rebound.classify.match.Phrase;
import dev.rebound.classify.own.RulesFolder;
import dev.rebound.classify.own.RulesInForce;
import dev.rebound.classify.rule.CodeCondition;
import dev.rebound.classify.rule.Match;
import dev.rebound.classify.rule.Rule;
import dev.rebound.classify.rule.RuleProblem;
import dev.rebound.core.bounce.Reason;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.View;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules in force: a list to search, and a page for each. */
public final class RulePages implements Feature {

    private static final int ROWS = 50;
    /** Problems of a refused folder that are shown; the log has all. */
    private static final int PROBLEMS_MAX = 20;

    private static final int SEARCH_LENGTH_MAX = 200;

    private final RulesInForce rules;

    RulePages(RulesInForce rules) {
        this.rules = rules;
    }

    @Override
    public void register(Routes routes) {
        routes.get("/rules", Access.SIGNED_IN, this::list).get("/rules/show/{rule}", Access.SIGNED_IN, this::show);
    }

    /**
     * What the list shows.
     *
     * @param found how many rules fit the search
     * @param all how many there are
     * @param page number of this page, from 1
     * @param own what the installation adds
     */
    public record RuleList(Query query, List<Rule> rows, int found, int all, int page, Own own) {

        /** Reasons to choose from. */
        public List<Reason> reasons() {
            return List.of(Reason.values());
        }

        /** Whether another page follows. */
        public boolean hasNext() {
            return page * ROWS < found;
        }
    }

    /**
     * The rules in force, and what the installation's own folder has to do with them.
     *
     * @param rules how many own rules decide
     * @param switchedOff built-in rules that do not, by id
     * @param problems why the folder as it is now is not in force, a line each; empty if it is
     */
    public record Own(
            String version,
            Instant since,
            Optional<Path> folder,
            int rules,
            List<String> switchedOff,
            List<String> problems) {

        static Own of(RulesInForce inForce) {
            RulesInForce.State state = inForce.state();
            return new Own(
                    state.version(),
                    state.loadedAt(),
                    inForce.folder().map(RulesFolder::path),
                    state.ownRules().size(),
                    state.switchedOff().stream().map(Object::toString).toList(),
                    state.refusal().stream()
                            .flatMap(refusal -> refusal.problems().stream())
                            .limit(PROBLEMS_MAX)
                            .map(RuleProblem::toString)
                            .toList());
        }
    }

    /**
     * What is looked for.
     *
     * @param search words that stand in a rule's id, pack, phrases or note, as it is written or as it is shown
     * @param reason what it concludes
     */
    public record Query(String search, Optional<Reason> reason) {

        /** The address of a page of this list. */
        public String address(int page) {
            return "/rules?search=" + View.encoded(search)
                    + reason.map(chosen -> "&reason=" + chosen.name()).orElse("")
                    + (page > 1 ? "&page=" + page : "");
        }

        boolean fits(Rule rule) {
            return fits(rule, rule.note());
        }

        /**
         * Whether a rule is one of those looked for.
         *
         * @param note the rule's note as the reader sees it
         */
        boolean fits(Rule rule, String note) {
            if (reason.isPresent()
                    && rule.outcome().permanent() != reason.get()
                    && rule.outcome().transientReason() != reason.get()) {
                return false;
            }
            String wanted = search.toLowerCase(Locale.ROOT);
            return wanted.isEmpty()
                    || texts(rule, note)
                            .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted));
        }

        private static Stream<String> texts(Rule rule, String note) {
            return Stream.concat(
                    Stream.of(rule.id().value(), rule.pack(), rule.note(), note),
                    rule.match().groups().stream().flatMap(List::stream).map(Phrase::toString));
        }
    }

    private void list(Visit visit) {
        String search = visit.query("search").strip();
        Query query = new Query(
                search.substring(0, Math.min(SEARCH_LENGTH_MAX, search.length())), visit.query("reason", Reason.class));
        List<Rule> all = rules.state().set().rules();
        List<Rule> found = all.stream()
                .filter(rule ->
                        query.fits(rule, visit.wording().note(rule.note()).text()))
                .toList();
        long pages = Math.max(1, (found.size() + ROWS - 1L) / ROWS);
        int page = (int) Math.min(pages, visit.queryNumber("page").orElse(1L));
        List<Rule> rows = found.stream().skip((page - 1L) * ROWS).limit(ROWS).toList();
        visit.page("rules/list.jte", new RuleList(query, rows, found.size(), all.size(), page, Own.of(rules)));
    }

    /** One rule, its conditions as its author wrote them. */
    public record RulePage(Rule rule, String version) {

        /** Of each list one must stand in the text. */
        public List<List<String>> groups() {
            return rule.match().groups().stream().map(RulePage::written).toList();
        }

        /** None of these may stand in the text. */
        public List<String> none() {
            return written(rule.match().none());
        }

        /** Reply codes, status codes and commands, as far as stated. */
        public List<String> conditions() {
            Match match = rule.match();
            List<String> conditions = new ArrayList<>();
            for (CodeCondition.Reply code : match.codes()) {
                conditions.add(code.first() == code.last() ? "" + code.first() : code.first() + "–" + code.last());
            }
            match.statuses().forEach(status -> conditions.add(written(status)));
            match.commands().stream().map(Enum::name).sorted().forEach(conditions::add);
            return conditions;
        }

        private static String written(CodeCondition.Status status) {
            String head = (status.statusClass() == 0 ? "x" : "" + status.statusClass()) + "." + status.subject() + ".";
            if (status.first() == status.last()) {
                return head + status.first();
            }
            return head + (status.breadth() >= 1_000 ? "*" : status.first() + "–" + status.last());
        }

        private static List<String> written(List<Phrase> phrases) {
            return phrases.stream().map(Phrase::toString).toList();
        }
    }

    private void show(Visit visit) {
        Rule rule = rules.state().set().rule(visit.http().pathParam("rule")).orElseThrow(NotFoundResponse::new);
        visit.page("rules/rule.jte", new RulePage(rule, rules.state().set().version()));
    }
}
