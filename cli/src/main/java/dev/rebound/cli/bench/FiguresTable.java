package dev.rebound.cli.bench;

import dev.rebound.bench.Figures;
import dev.rebound.bench.Messages;
import dev.rebound.bench.Spread;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Figures as a table for people. */
final class FiguresTable {

    private static final String ROW = "%-18s %7s  %-22s %10s  %-20s %s%n";

    private FiguresTable() {}

    static void print(PrintStream out, Messages messages, int rounds, List<Figures> figures) {
        out.printf(
                Locale.ROOT,
                "%,d messages, mean %,d bytes, of %s; %d rounds, median (least to most)%n%n",
                messages.all().size(),
                messages.meanBytes(),
                messages.origin(),
                rounds);
        out.printf(Locale.ROOT, ROW, "contender", "threads", "cpu us", "messages/s", "vs angus", "scaling");
        for (Figures figure : figures) {
            out.printf(
                    Locale.ROOT,
                    ROW,
                    figure.contender().shown(),
                    figure.threads(),
                    shown(figure.micros(), "%.1f"),
                    String.format(Locale.ROOT, "%,.0f", figure.perSecond().median()),
                    shown(figure.speedUp(), "%.2f"),
                    shown(figure.scaling(), "%.2f"));
        }
    }

    private static String shown(Spread spread, String form) {
        return String.format(
                Locale.ROOT, form + " (" + form + " to " + form + ")", spread.median(), spread.least(), spread.most());
    }
}
