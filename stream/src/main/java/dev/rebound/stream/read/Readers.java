package dev.rebound.stream.read;

import dev.rebound.classify.Classifier;
import dev.rebound.classify.rule.RuleFile;
import dev.rebound.classify.rule.RuleSet;
import dev.rebound.feed.report.Installation;
import dev.rebound.feed.report.Tokens;
import dev.rebound.feed.seen.Judge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What every reader works with, made on the machine that reads. */
record Readers(Tokens tokens, Judge judge) {

    static Readers open(ReadSettings settings) throws IOException {
        List<RuleFile> files = new ArrayList<>(RuleSet.builtInFiles());
        settings.ownRules().forEach((name, text) -> files.add(RuleFile.own(name, text)));
        return new Readers(tokens(settings), Classifier.of(RuleSet.read(files))::classify);
    }

    private static Tokens tokens(ReadSettings settings) throws IOException {
        Tokens tokens = new Tokens();
        for (ReadSettings.KeyFile file : settings.keys()) {
            String text = Files.readString(Path.of(file.path()), StandardCharsets.US_ASCII)
                    .strip();
            tokens = tokens.and(
                    new Installation(file.installation(), file.accountsFrom()),
                    List.of(HexFormat.of().parseHex(text)));
        }
        return tokens;
    }
}
