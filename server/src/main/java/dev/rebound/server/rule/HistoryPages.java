package dev.rebound.server.rule;

import dev.rebound.classify.rule.RuleProblem;
import dev.rebound.engine.reclassify.Reclassification;
import dev.rebound.engine.reclassify.Reclassification.State;
import dev.rebound.server.api.ApiCall;
import dev.rebound.server.rule.History.Answer;
import dev.rebound.server.web.Access;
import dev.rebound.server.web.Feature;
import dev.rebound.server.web.Routes;
import dev.rebound.server.web.Visit;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Optional;

/** Past bounces judged again: tried, seen, applied, undone. For operators, because rules are the same for all accounts. */
public final class HistoryPages implements Feature {

    private static final String PAGE = "/rules/history";
    private static final String ONE = PAGE + "/{run}";
    /** Problems of rules to try that are shown. */
    private static final int PROBLEMS_MAX = 20;

    private final History history;

    HistoryPages(History history) {
        this.history = history;
    }

    @Override
    public void register(Routes routes) {
        routes.get(PAGE, Access.OPERATOR, visit -> show(visit, "", List.of()))
                .post(PAGE, Access.OPERATOR, this::tryOut)
                .get(ONE, Access.OPERATOR, this::one)
                .post(ONE + "/apply", Access.OPERATOR, this::apply)
                .post(ONE + "/undo", Access.OPERATOR, this::undo)
                .post(ONE + "/stop", Access.OPERATOR, this::stop);
    }

    /**
     * The runs so far and the form for another one.
     *
     * @param rules rules to try, as they were entered
     * @param problems what is wrong with them, a line each
     */
    public record HistoryPage(List<Reclassification> runs, String version, String rules, List<String> problems) {

        /** Whether one is under way, so that none can be begun. */
        public boolean isBusy() {
            return runs.stream().anyMatch(run -> run.state() == State.RUNNING);
        }
    }

    /**
     * One of them.
     *
     * @param mayBeApplied whether what it shows can be done
     */
    public record RunPage(Reclassification run, boolean mayBeApplied) {}

    private void show(Visit visit, String rules, List<RuleProblem> problems) {
        visit.http().status(problems.isEmpty() ? 200 : 422);
        List<String> lines = problems.stream()
                .map(RuleProblem::toString)
                .distinct()
                .limit(PROBLEMS_MAX)
                .toList();
        visit.page("rules/history.jte", new HistoryPage(history.list(), history.version(), rules, lines));
    }

    private void tryOut(Visit visit) {
        String rules = visit.form("rules");
        boolean own = !rules.isBlank();
        if (rules.length() > History.RULES_LENGTH_MAX) {
            visit.redirect(PAGE, "note.history-too-long");
            return;
        }
        switch (own ? history.tryOut(rules, visit.by()) : history.tryOut(visit.by())) {
            case Answer.Begun begun -> visit.redirect(address(begun.run()));
            case Answer.Busy ignored -> visit.redirect(PAGE, "note.history-busy");
            case Answer.Broken broken -> show(visit, rules, broken.problems());
        }
    }

    private static String address(Reclassification run) {
        return PAGE + "/" + run.id();
    }

    private Reclassification find(Visit visit) {
        Optional<Long> id = ApiCall.idIn(visit.http().pathParam("run"));
        return id.flatMap(history::find).orElseThrow(NotFoundResponse::new);
    }

    private void one(Visit visit) {
        Reclassification run = find(visit);
        visit.page(
                visit.wantsFragment() ? "rules/runStatus.jte" : "rules/run.jte",
                new RunPage(run, history.mayBeApplied(run)));
    }

    private void apply(Visit visit) {
        Reclassification tried = find(visit);
        if (!history.mayBeApplied(tried)) {
            visit.redirect(address(tried), "note.history-stale");
            return;
        }
        follow(visit, tried, history.apply(visit.by()));
    }

    private void undo(Visit visit) {
        Reclassification done = find(visit);
        if (!done.mayBeUndone()) {
            visit.redirect(address(done), "note.history-nothing");
            return;
        }
        follow(visit, done, history.undo(done, visit.by()));
    }

    private static void follow(Visit visit, Reclassification from, Answer answer) {
        if (answer instanceof Answer.Begun begun) {
            visit.redirect(address(begun.run()));
        } else {
            visit.redirect(address(from), "note.history-busy");
        }
    }

    private void stop(Visit visit) {
        Reclassification run = find(visit);
        history.stop(run);
        visit.redirect(address(run));
    }
}
