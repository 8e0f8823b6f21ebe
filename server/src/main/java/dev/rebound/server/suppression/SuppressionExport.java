package dev.rebound.server.suppression;

import dev.rebound.core.address.AddressKey;
import dev.rebound.core.bounce.Reason;
import dev.rebound.core.ledger.AccountId;
import dev.rebound.core.ledger.Cause;
import dev.rebound.engine.suppression.SuppressedAddress;
import dev.rebound.engine.suppression.Suppressions;
import dev.rebound.server.csv.SafeCsvWriter;
import dev.rebound.server.web.Visit;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Suppressions as a file, streamed page by page, so that memory does not grow with the list. The names of columns are the same
 * in every language, because {@linkplain dev.rebound.server.listfile the import} reads them back.
 */
public final class SuppressionExport {

    private static final int PAGE = 1_000;

    private final Suppressions suppressions;

    public SuppressionExport(Suppressions suppressions) {
        this.suppressions = suppressions;
    }

    /** The form of the file. */
    public enum Form {
        /** A table that a spreadsheet program shows as it is (RFC 4180). */
        CSV(SafeCsvWriter.CONTENT_TYPE),
        /** One JSON object a line. */
        JSONL("application/x-ndjson");

        private final String contentType;

        Form(String contentType) {
            this.contentType = contentType;
        }
    }

    /** Which suppressions. */
    public record Filter(AccountId account, String search, Optional<Reason> reason) {}

    /** Answers the request with the file. */
    void answer(Visit visit, Filter filter, Form form) throws IOException {
        String name = "suppressions." + form.name().toLowerCase(Locale.ROOT);
        visit.http()
                .contentType(form.contentType)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"");
        write(filter, form, visit.http().outputStream());
    }

    /** Writes the file; the stream stays open, flushed. */
    public void write(Filter filter, Form form, OutputStream out) throws IOException {
        switch (form) {
            case CSV -> writeTable(filter, out);
            case JSONL -> writeLines(filter, out);
        }
    }

    private void writeTable(Filter filter, OutputStream out) throws IOException {
        try (SafeCsvWriter csv = new SafeCsvWriter(new StaysOpen(out))) {
            csv.row(
                    "address",
                    "reason",
                    "since",
                    "until",
                    "globallyBounced",
                    "source",
                    "original",
                    "importedAt",
                    "emailName");
            forEach(filter, each -> csv.row(row(each)));
        }
    }

    private void writeLines(Filter filter, OutputStream out) throws IOException {
        OutputStream lines = new BufferedOutputStream(out);
        try {
            forEach(filter, each -> {
                try {
                    lines.write((SuppressionApi.json(each).text() + "\n").getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw new IOException("the file could not be written to its end", e);
        }
        lines.flush();
    }

    /** The stream is the caller's. */
    private static final class StaysOpen extends BufferedOutputStream {

        StaysOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    private void forEach(Filter filter, Consumer<SuppressedAddress> consumer) {
        Optional<AddressKey> after = Optional.empty();
        List<SuppressedAddress> page;
        do {
            page = suppressions.page(filter.account(), filter.search(), filter.reason(), after, PAGE);
            page.forEach(consumer);
            after = page.isEmpty() ? after : Optional.of(page.getLast().address());
        } while (page.size() == PAGE);
    }

    private static List<String> row(SuppressedAddress each) {
        Optional<Cause.Listed> listed =
                each.suppression().cause() instanceof Cause.Listed known ? Optional.of(known) : Optional.empty();
        return List.of(
                each.address().value(),
                each.suppression().reason().name(),
                each.suppression().since().toString(),
                each.suppression().until().map(Instant::toString).orElse(""),
                Boolean.toString(each.globallyBounced()),
                listed.map(known -> known.source().name()).orElse(""),
                listed.map(Cause.Listed::original).orElse(""),
                listed.map(known -> known.importedAt().toString()).orElse(""),
                each.emailName());
    }
}
