package dev.rebound.server.suppression;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Reason;
import dev.rebound.engine.suppression.SuppressedAddress;
import dev.rebound.engine.suppression.Suppressions;
import dev.rebound.server.csv.SafeCsvWriter;
import dev.rebound.server.i18n.Wording;
import dev.rebound.server.web.Visit;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Suppressions as a CSV file, streamed page by page. */
final class SuppressionExport {

    private static final int PAGE = 1_000;

    private final Suppressions suppressions;

    SuppressionExport(Suppressions suppressions) {
        this.suppressions = suppressions;
    }

    /** Answers the request with the file. */
    void answer(Visit visit, String search, Optional<Reason> reason) throws IOException {
        visit.http()
                .contentType(SafeCsvWriter.CONTENT_TYPE)
                .header("Content-Disposition", "attachment; filename=\"suppressions.csv\"");
        Wording wording = visit.wording();
        try (SafeCsvWriter csv = new SafeCsvWriter(visit.http().outputStream())) {
            csv.row(
                    wording.text("contacts.csv.email"),
                    wording.text("suppressions.csv.reason"),
                    wording.text("suppressions.csv.since"),
                    wording.text("suppressions.csv.global"),
                    wording.text("suppressions.csv.emailName"));
            Optional<AddressKey> after = Optional.empty();
            while (true) {
                List<SuppressedAddress> page = suppressions.page(visit.account(), search, reason, after, PAGE);
                page.forEach(each -> csv.row(row(each)));
                if (page.size() < PAGE) {
                    return;
                }
                after = Optional.of(page.getLast().address());
            }
        }
    }

    private static List<String> row(SuppressedAddress each) {
        return List.of(
                each.address().value(),
                each.suppression().reason().name(),
                each.suppression().since().toString(),
                each.globallyBounced() ? "YES" : "NO",
                each.emailName());
    }
}
