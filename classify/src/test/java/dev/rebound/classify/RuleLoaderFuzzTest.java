package dev.rebound.classify;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rebound.classify.rule.BrokenRulesException;
import dev.rebound.classify.rule.RuleFile;
import dev.rebound.classify.rule.RuleSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Any text at all as an installation's own rules is loaded, or refused with its problems and nothing else. */
class RuleLoaderFuzzTest {

    @FuzzTest(maxDuration = "10s")
    void anyFileIsLoadedOrRefused(byte[] file) {
        fuzzerTestOneInput(file);
    }

    /** The same for the fuzzer's own command line. */
    public static void fuzzerTestOneInput(byte[] content) {
        List<RuleFile> files = new ArrayList<>(BuiltIn.FILES);
        files.add(RuleFile.own("fuzz.toml", new String(content, StandardCharsets.UTF_8)));
        try {
            RuleSet.read(files);
        } catch (BrokenRulesException refused) {
            if (refused.problems().isEmpty()) {
                throw new AssertionError("refused without a problem", refused);
            }
        }
    }

    /** Only the table of codes: reading all built-in rules each time would leave no time for the file. */
    private static final class BuiltIn {
        static final List<RuleFile> FILES = RuleSet.builtInFiles().stream()
                .filter(file -> file.name().equals("codes.toml"))
                .toList();
    }
}
