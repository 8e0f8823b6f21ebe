package dev.rebound.server.contact;

import dev.rebound.core.ledger.AccountId;
import dev.rebound.server.contact.ImportDesk.Order;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** One import, from the moment its file was taken. Thread-safe. */
public final class ImportJob {

    private final String id;
    private final Order order;
    private final Instant takenAt;
    private final Path file;
    private final Path refusedFile;
    private final AtomicReference<ImportStatus> status = new AtomicReference<>(ImportStatus.waiting());

    ImportJob(String id, Order order, Instant takenAt, Path file, Path refusedFile) {
        this.id = id;
        this.order = order;
        this.takenAt = takenAt;
        this.file = file;
        this.refusedFile = refusedFile;
    }

    /** 32 hexadecimal digits that nobody can guess. */
    public String id() {
        return id;
    }

    /** Whose contacts are imported. */
    public AccountId account() {
        return order.account();
    }

    /** What the file was called where it came from. */
    public String fileName() {
        return order.fileName();
    }

    /** As it was asked for. */
    Order order() {
        return order;
    }

    /** When it was taken. */
    public Instant takenAt() {
        return takenAt;
    }

    /** What is imported; gone once that is over. */
    Path file() {
        return file;
    }

    /** All refused lines: number, name of the problem, text; complete once the import is over. */
    Path refusedFile() {
        return refusedFile;
    }

    /** How far it has come. */
    public ImportStatus status() {
        return status.get();
    }

    void update(ImportStatus now) {
        status.set(now);
    }
}
