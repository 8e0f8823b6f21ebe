package dev.rebound.cli.reading;

import dev.rebound.classify.Classifier;
import dev.rebound.cli.console.Console;
import dev.rebound.cli.console.Progress;
import dev.rebound.parse.mime.MboxReader;
import dev.rebound.parse.report.MessageReader;
import dev.rebound.parse.report.ReadMessage;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Reads messages from files, folders, mailboxes and standard input, and prints a line for each. */
final class MessageSource {

    /** Largest file read, in bytes; a larger mbox has to be split first. */
    static final long FILE_BYTES_MAX = 1L << 30;

    private final Console console;
    private final MessageReader reader;
    private final Classifier classifier;
    private final LineForm form;
    private final AtomicBoolean failed = new AtomicBoolean();

    MessageSource(Console console, MessageReader reader, Classifier classifier, LineForm form) {
        this.console = console;
        this.reader = reader;
        this.classifier = classifier;
        this.form = form;
    }

    /**
     * A file to read.
     *
     * @param name as it is printed
     * @param path where it is
     */
    private record Item(String name, Path path) {}

    /** False if something could not be read. */
    boolean printAll(List<String> paths) {
        try (Progress progress = new Progress(console, "messages");
                InOrder work = new InOrder(lines -> {
                    lines.forEach(console.out()::println);
                    progress.step();
                })) {
            for (String path : paths) {
                submit(path, work, progress);
            }
            work.finish();
        }
        return !failed.get();
    }

    private void submit(String given, InOrder work, Progress progress) {
        if (given.equals("-")) {
            work.submit(() -> standardInput());
            return;
        }
        Path path;
        try {
            path = Path.of(given);
        } catch (InvalidPathException e) {
            work.submit(() -> List.of(failure(given, "no valid path")));
            return;
        }
        if (!Files.isDirectory(path)) {
            progress.expect(1);
            work.submit(() -> file(new Item(given, path)));
            return;
        }
        MessageFiles found = MessageFiles.below(path);
        progress.expect(found.files().size());
        for (MessageFiles.Unreadable folder : found.unreadable()) {
            work.submit(() -> List.of(failure(folder.path().toString(), folder.error())));
        }
        for (Path file : found.files()) {
            work.submit(() -> file(new Item(relative(path, file), file)));
        }
    }

    private static String relative(Path folder, Path file) {
        return folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    private List<String> standardInput() {
        try {
            return content("-", console.in().readNBytes((int) FILE_BYTES_MAX));
        } catch (IOException e) {
            return List.of(failure("-", reasonOf(e)));
        }
    }

    private List<String> file(Item item) {
        try {
            if (Files.size(item.path()) > FILE_BYTES_MAX) {
                return List.of(failure(item.name(), "larger than " + FILE_BYTES_MAX + " bytes; split it first"));
            }
            return content(item.name(), Files.readAllBytes(item.path()));
        } catch (IOException e) {
            return List.of(failure(item.name(), reasonOf(e)));
        }
    }

    /** An mbox of one message is named as the file is, the messages of a longer one by their numbers as well. */
    private List<String> content(String name, byte[] bytes) throws IOException {
        MboxReader mbox = new MboxReader(new ByteArrayInputStream(bytes), bytes.length);
        Optional<byte[]> message = mbox.next();
        Optional<byte[]> next = mbox.next();
        List<String> lines = new ArrayList<>();
        for (int number = next.isPresent() ? 1 : 0; message.isPresent(); number++) {
            lines.addAll(message(new LineForm.Place(name, number), message.get()));
            message = next;
            next = mbox.next();
        }
        return lines;
    }

    private List<String> message(LineForm.Place place, byte[] bytes) {
        ReadMessage message = reader.read(bytes);
        return form.message(place, message, RecipientVerdict.of(message, classifier));
    }

    private String failure(String name, String error) {
        failed.set(true);
        return form.failure("file", name, error);
    }

    /** What is wrong with a file, in words. */
    static String reasonOf(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "no such file";
            case FileNotFoundException missing -> "no such file";
            case AccessDeniedException denied -> "permission denied";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
