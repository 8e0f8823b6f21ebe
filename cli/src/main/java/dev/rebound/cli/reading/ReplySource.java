package dev.rebound.cli.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rebound.classify.Classifier;
import dev.rebound.cli.console.Console;
import dev.rebound.core.bounce.Diagnostic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads SMTP replies, one a line: as text, named by its line number, or as a JSON object with
 * {@code id} and {@code reply}. Works on a block of lines at a time, because one reply costs less
 * than handing it to another thread.
 */
final class ReplySource {

    private static final int LINES_A_BLOCK = 512;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Console console;
    private final Classifier classifier;
    private final LineForm form;
    private final AtomicBoolean failed = new AtomicBoolean();

    ReplySource(Console console, Classifier classifier, LineForm form) {
        this.console = console;
        this.classifier = classifier;
        this.form = form;
    }

    /** False if something could not be read. Without paths it reads standard input. */
    boolean printAll(List<String> paths) {
        try (InOrder work = new InOrder(lines -> lines.forEach(console.out()::println))) {
            for (String path : paths.isEmpty() ? List.of("-") : paths) {
                source(path, work);
            }
            work.finish();
        }
        return !failed.get();
    }

    private void source(String path, InOrder work) {
        try (InputStream in = path.equals("-") ? console.in() : Files.newInputStream(Path.of(path));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            blocks(lines, work);
        } catch (IOException e) {
            String error = MessageSource.reasonOf(e);
            work.submit(() -> List.of(failure("file", path, error)));
        }
    }

    private void blocks(BufferedReader lines, InOrder work) throws IOException {
        List<String> block = new ArrayList<>();
        long first = 1;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            block.add(line);
            if (block.size() == LINES_A_BLOCK) {
                submit(block, first, work);
                first += block.size();
                block = new ArrayList<>();
            }
        }
        submit(block, first, work);
    }

    private void submit(List<String> block, long first, InOrder work) {
        work.submit(() -> {
            List<String> results = new ArrayList<>(block.size());
            for (int i = 0; i < block.size(); i++) {
                if (!block.get(i).isBlank()) {
                    results.add(line(block.get(i), Long.toString(first + i)));
                }
            }
            return results;
        });
    }

    private String line(String line, String number) {
        if (!line.stripLeading().startsWith("{")) {
            return classified(number, line);
        }
        try {
            JsonNode object = JSON.readTree(line);
            String id = object.hasNonNull("id") ? object.get("id").asText() : number;
            return object.path("reply").isTextual()
                    ? classified(id, object.get("reply").asText())
                    : failure("id", id, "line " + number + ": 'reply' is missing or no text");
        } catch (JsonProcessingException e) {
            return failure("id", number, "line " + number + ": no valid JSON: " + e.getOriginalMessage());
        }
    }

    private String classified(String id, String reply) {
        return form.reply(id, reply, classifier.classify(Diagnostic.ofText(reply)));
    }

    private String failure(String key, String name, String error) {
        failed.set(true);
        return form.failure(key, name, error);
    }
}
