package dev.rebound.server.contact;

import dev.rebound.server.csv.CsvRows;
import dev.rebound.server.csv.CsvRows.Cells;
import dev.rebound.server.csv.CsvRows.Row;
import dev.rebound.server.csv.SafeCsvWriter;
import dev.rebound.server.csv.TextEncoding;
import dev.rebound.server.i18n.Wording;
import dev.rebound.server.web.Visit;
import java.io.IOException;
import java.util.Optional;

/** All refused lines of an import as a file, each with its reason in the reader's language. */
final class RefusedFile {

    private RefusedFile() {}

    /** Answers the request with the file. */
    static void answer(ImportJob job, Visit visit) throws IOException {
        visit.http()
                .contentType(SafeCsvWriter.CONTENT_TYPE)
                .header("Content-Disposition", "attachment; filename=\"refused-lines.csv\"");
        Wording wording = visit.wording();
        try (CsvRows rows = CsvRows.open(job.refusedFile(), TextEncoding.UTF_8_MARKED);
                SafeCsvWriter csv = new SafeCsvWriter(visit.http().outputStream())) {
            csv.row(
                    wording.text("contacts.refused.line"),
                    wording.text("contacts.refused.why"),
                    wording.text("contacts.refused.text"));
            for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                if (row.get() instanceof Cells cells) {
                    ContactProblem problem = ContactProblem.valueOf(cells.cell(1));
                    csv.row(cells.cell(0), wording.name(problem), cells.cell(2));
                }
            }
        }
    }
}
