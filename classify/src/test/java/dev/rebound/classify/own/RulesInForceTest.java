package dev.rebound.classify.own;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.classify.rule.RuleSet;
import dev.rebound.core.bounce.Diagnostic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesInForceTest {

    private static final Instant FIRST = Instant.parse("2026-03-01T10:00:00Z");
    private static final String TEXT = "550 qqq zzz";
    private static final String RULE = """
            [pack]
            title = "Mine"
            [[rule]]
            id = "my-rule"
            reason = "SPAM"
            specificity = "exact"
            source = "here"
            note = "A rule of this test."
            match.any = ["qqq zzz"]
            examples = ["550 qqq zzz"]
            counter-examples = ["550 zzz"]
            """;

    @TempDir
    private Path folder = Path.of("");

    private Instant now = FIRST;
    private int writes;

    private RulesInForce rules() {
        InstantSource clock = () -> now;
        return RulesInForce.with(new RulesFolder(folder), clock);
    }

    private void write(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Two writes within the resolution of file times would look alike. */
    private void write(String name, byte[] octets) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, octets);
        Files.setLastModifiedTime(file, FileTime.from(FIRST.plusSeconds(++writes)));
    }

    private static String decider(RulesInForce rules) {
        return rules.classify(Diagnostic.ofText(TEXT)).rule().value();
    }

    @Test
    void anEmptyFolderLeavesTheBuiltInRules() {
        RulesInForce rules = rules();

        assertEquals(RuleSet.builtIn().version(), rules.state().version());
        assertTrue(rules.refresh().isEmpty());
    }

    @Test
    void ownRulesDecideFromTheStart() throws IOException {
        write("sub/mine.toml", RULE);

        RulesInForce rules = rules();

        assertEquals("my-rule", decider(rules));
        assertEquals("sub/mine.toml", rules.state().ownRules().getFirst().file());
        assertTrue(rules.refresh().isEmpty(), "nothing changed");
    }

    @Test
    void aChangedFileIsInForceAfterTheNextLookAndVerdictsSayWhich() throws IOException {
        RulesInForce rules = rules();
        String before = rules.state().version();
        write("mine.toml", RULE);
        now = FIRST.plusSeconds(60);

        assertTrue(rules.refresh().isPresent());

        assertEquals("my-rule", decider(rules));
        assertNotEquals(before, rules.state().version());
        assertEquals(
                rules.state().version(), rules.classify(Diagnostic.ofText(TEXT)).rulesVersion());
        assertEquals(now, rules.state().loadedAt());
    }

    @Test
    void aRemovedFileIsOutOfForceAfterTheNextLook() throws IOException {
        write("mine.toml", RULE);
        RulesInForce rules = rules();
        Files.delete(folder.resolve("mine.toml"));

        assertTrue(rules.refresh().isPresent());

        assertNotEquals("my-rule", decider(rules));
        assertEquals(RuleSet.builtIn().version(), rules.state().version());
    }

    @Test
    void aBrokenFileIsRefusedWithPlaceAndTheOldRulesStay() throws IOException {
        write("mine.toml", RULE);
        RulesInForce rules = rules();
        String before = rules.state().version();
        write("mine.toml", RULE.replace("reason =", "reson ="));
        now = FIRST.plusSeconds(60);

        rules.refresh();

        RulesInForce.Refusal refusal = rules.state().refusal().orElseThrow();
        assertEquals("my-rule", decider(rules));
        assertEquals(before, rules.state().version());
        assertEquals(FIRST, rules.state().loadedAt());
        assertEquals(now, refusal.at());
        assertTrue(refusal.problems().toString().contains("mine.toml:5:1"), refusal::toString);
        assertTrue(rules.refresh().isEmpty(), "told once");

        write("mine.toml", RULE);
        rules.refresh();
        assertTrue(rules.state().refusal().isEmpty());
    }

    @Test
    void oneBrokenFileKeepsTheWholeFolderOut() throws IOException {
        write("good.toml", RULE);
        write("bad.toml", RULE.replace("my-rule", "other-rule").replace("550 zzz", "550 qqq zzz"));

        RulesInForce rules = rules();

        assertNotEquals("my-rule", decider(rules));
        assertEquals(RuleSet.builtIn().version(), rules.state().version());
        assertTrue(rules.state().refusal().isPresent());
    }

    @Test
    void whatIsNoTextOrTooLargeOrTooManyIsRefused() throws IOException {
        write("latin1.toml", new byte[] {'#', (byte) 0xE9, '\n'});
        assertTrue(rules().state().refusal().orElseThrow().problems().toString().contains("UTF-8"));

        write("latin1.toml", new byte[10 << 20]);
        assertTrue(rules().state().refusal().orElseThrow().problems().toString().contains("too large"));

        Files.delete(folder.resolve("latin1.toml"));
        for (int i = 0; i <= RulesFolder.FILES_MAX; i++) {
            write(i + ".toml", "");
        }
        assertTrue(rules().state().refusal().orElseThrow().problems().toString().contains("more than 500"));
    }

    @Test
    void aTrialPutsNothingInForce() throws IOException {
        RulesInForce rules = rules();
        write("mine.toml", RULE);

        RuleTrial trial = RuleTrial.of(new RulesFolder(folder).read());

        assertEquals(
                "my-rule",
                trial.orThrow().classify(Diagnostic.ofText(TEXT)).rule().value());
        assertNotEquals("my-rule", decider(rules));
    }
}
