package dev.rebound.server.contact;

import dev.rebound.core.ledger.AccountId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** One import, from the moment its file was taken. Thread-safe. */
public final class ImportJob {

    private final String id;
    private final AccountId account;
    private final String fileName;
    private final Instant takenAt;
    private final Path refusedFile;
    private final AtomicReference<ImportStatus> status = new AtomicReference<>(ImportStatus.waiting());

    ImportJob(String id, AccountId account, String fileName, Instant takenAt, Path refusedFile) {
        this.id = id;
        this.account = account;
        this.fileName = fileName;
        this.takenAt = takenAt;
        this.refusedFile = refusedFile;
    }

    /** 32 hexadecimal digits that nobody can guess. */
    public String id() {
        return id;
    }

    /** Whose contacts are imported. */
    public AccountId account() {
        return account;
    }

    /** What the file was called where it came from. */
    public String fileName() {
        return fileName;
    }

    /** When it was taken. */
    public Instant takenAt() {
        return takenAt;
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
