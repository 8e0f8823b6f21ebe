package dev.rebound.cli.reading;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The files below a folder that may hold messages, in the order of their names: all but hidden ones
 * and the unfinished ones in {@code tmp} of a Maildir. Symbolic links to folders are not followed,
 * so that a circle of them ends.
 */
final class MessageFiles {

    /** Deepest folder looked into. */
    private static final int DEPTH_MAX = 64;

    private final List<Path> files = new ArrayList<>();
    private final List<Unreadable> unreadable = new ArrayList<>();

    /**
     * A folder that could not be listed.
     *
     * @param path which one
     * @param error why
     */
    record Unreadable(Path path, String error) {}

    private MessageFiles() {}

    static MessageFiles below(Path folder) {
        MessageFiles found = new MessageFiles();
        found.walk(folder, 0);
        return found;
    }

    List<Path> files() {
        return files;
    }

    List<Unreadable> unreadable() {
        return unreadable;
    }

    private void walk(Path folder, int depth) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (IOException e) {
            unreadable.add(new Unreadable(folder, MessageSource.reasonOf(e)));
            return;
        }
        Collections.sort(entries);
        boolean maildir = Files.isDirectory(folder.resolve("cur")) && Files.isDirectory(folder.resolve("new"));
        for (Path entry : entries) {
            String name = entry.getFileName().toString();
            if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                boolean skipped = (maildir && name.equals("tmp")) || (name.startsWith(".") && !isMaildir(entry));
                if (!skipped && depth < DEPTH_MAX) {
                    walk(entry, depth + 1);
                }
            } else if (!name.startsWith(".")) {
                files.add(entry);
            }
        }
    }

    private static boolean isMaildir(Path folder) {
        return Files.isDirectory(folder.resolve("cur"));
    }
}
