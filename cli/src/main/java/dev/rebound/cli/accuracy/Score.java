package dev.rebound.cli.accuracy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts, by figure and share, and the cases behind them. Belongs to one thread. */
final class Score {

    private final Map<String, Map<Share, Count>> figures = new LinkedHashMap<>();
    private final List<Judged> cases = new ArrayList<>();
    private final List<WrongKind> wrongKinds = new ArrayList<>();

    /**
     * So many right of so many.
     *
     * @param right at most total
     */
    record Count(int right, int total) {

        static final Count NONE = new Count(0, 0);

        Count plus(Count other) {
            return new Count(right + other.right, total + other.total);
        }

        /** Between 0 and 1; 1 if there was nothing to get wrong. */
        double rate() {
            return total == 0 ? 1 : (double) right / total;
        }
    }

    /**
     * A message taken for what it is not.
     *
     * @param wanted the label's kind
     * @param got the kind that was read
     */
    record WrongKind(Sample sample, String wanted, String got) {}

    void count(String figure, Share share, boolean right) {
        figures.computeIfAbsent(figure, name -> new LinkedHashMap<>())
                .merge(share, new Count(right ? 1 : 0, 1), Count::plus);
    }

    /** Counts type and reason of one recipient or reply, as the scorer of the samples does. */
    void judge(Judged one) {
        Share share = one.sample().share();
        Wanted wanted = one.wanted();
        count("type", share, wanted.acceptsType(one.got().type()));
        count("type+reason", share, one.isRight());
        count("type+reason (first choice)", share, one.got().equals(wanted.first()));
        count("type+reason (defensible)", share, one.isDefensible());
        if (wanted.mustStayMailable()) {
            count("kept mailable (no false hard)", share, !one.got().isHard());
        }
        if (wanted.mustBeHard()) {
            count("hard caught", share, one.got().isHard());
        }
        cases.add(one);
    }

    /** A recipient that the label names and the reading does not: wrong in every figure about it. */
    void missed(Judged one) {
        Share share = one.sample().share();
        count("type", share, false);
        count("type+reason", share, false);
        count("type+reason (first choice)", share, false);
        count("type+reason (defensible)", share, false);
        cases.add(one);
    }

    void wrongKind(WrongKind wrong) {
        wrongKinds.add(wrong);
    }

    /** In the order in which they were first counted. */
    List<String> figures() {
        return List.copyOf(figures.keySet());
    }

    Count of(String figure, Share share) {
        return figures.getOrDefault(figure, Map.of()).getOrDefault(share, Count.NONE);
    }

    Count of(String figure) {
        return of(figure, Share.OPEN).plus(of(figure, Share.HELD_BACK));
    }

    List<Judged> cases() {
        return List.copyOf(cases);
    }

    List<WrongKind> wrongKinds() {
        return List.copyOf(wrongKinds);
    }
}
