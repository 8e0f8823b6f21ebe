package dev.rebound.transport.sandbox.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.core.bounce.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxScriptTest {

    private static final String GOOD = """
            [behaviours.delivers]
            about = "takes it"
            expect = "DELIVERED"

            [behaviours.unknown]
            about = "no such mailbox"
            expect = "HARD/UNKNOWN_USER"
            at = "rcpt"
            reply = "550 5.1.1 no such user {recipient}"

            [behaviours.down]
            about = "does not listen"
            expect = "SOFT/TEMPORARY"
            at = "connect"
            action = "refuse"

            [domains."a.example"]
            mailboxes = { "postmaster" = "delivers", "no-*" = "unknown" }
            mix = { delivers = 1, unknown = 1 }
            """;

    @Test
    void standardScriptShowsEveryReasonAndEveryForm() {
        SandboxScript script = SandboxScript.standard();
        Set<Outcome> outcomes =
                script.behaviours().values().stream().map(Behaviour::expect).collect(Collectors.toSet());
        assertEquals(Reason.values().length + 1, outcomes.size(), outcomes.toString());
        Set<NoticeForm> forms = script.behaviours().values().stream()
                .flatMap(behaviour -> behaviour.notice().stream())
                .map(NoticePlan::form)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(NoticeForm.class)));
        assertEquals(EnumSet.allOf(NoticeForm.class), forms);
    }

    @Test
    void everyBehaviourOfStandardScriptLivesSomewhere() {
        SandboxScript script = SandboxScript.standard();
        Set<String> homeless = new HashSet<>(script.behaviours().keySet());
        for (SandboxDomain domain : script.domains().values()) {
            domain.always().ifPresent(behaviour -> homeless.remove(behaviour.name()));
            domain.mix()
                    .parts()
                    .forEach(part -> homeless.remove(part.behaviour().name()));
        }
        // The mix of a domain that always does something else is not used.
        assertEquals(Set.of(), homeless);
    }

    @Test
    void addressBehavesAlikeInEveryRunAndSpelling() {
        SandboxScript script = SandboxScript.parse("a.toml", GOOD);
        assertEquals("unknown", behaviour(script, "no-body@a.example"));
        assertEquals("delivers", behaviour(script, "PostMaster@A.Example"));
        assertEquals("unknown", behaviour(script, "ann+unknown@a.example"));
        assertEquals(behaviour(script, "ann.baker@a.example"), behaviour(script, "Ann.Baker@A.EXAMPLE"));
        Set<String> both = Arrays.stream("abcdefghijklmnop".split(""))
                .map(local -> behaviour(script, local + "@a.example"))
                .collect(Collectors.toSet());
        assertEquals(Set.of("delivers", "unknown"), both);
        assertTrue(
                script.behaviourOf(EmailAddress.parse("ann@elsewhere.example").orElseThrow())
                        .isEmpty());
    }

    private static String behaviour(SandboxScript script, String address) {
        return script.behaviourOf(EmailAddress.parse(address).orElseThrow())
                .orElseThrow()
                .name();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            expect = "HARD/UNKNOWN_USER" | expect = "HARD/UNKNOWN_USR" | behaviours.unknown.expect | did you mean "HARD/UNKNOWN_USER"?
            expect = "HARD/UNKNOWN_USER" | expekt = "HARD/UNKNOWN_USER" | behaviours.unknown.expekt | did you mean "expect"?
            expect = "HARD/UNKNOWN_USER" | expect = 7 | behaviours.unknown.expect | must be text in quotes
            at = "rcpt" | at = "rpct" | behaviours.unknown.at | did you mean "rcpt"?
            at = "rcpt" | at = "dns" | behaviours.unknown.at | no place for this action
            at = "rcpt" | | behaviours.unknown.at | is missing
            at = "rcpt" | `at = "rcpt"\nfor = "5 minutes"` | behaviours.unknown.for | such as "90s"
            at = "rcpt" | `at = "rcpt"\nfor = "5m"` | behaviours.unknown.for | only a 4xx reply
            at = "rcpt" | `at = "rcpt"\naction = "drop"` | behaviours.unknown.action | remove "reply" or "action"
            at = "rcpt" | `at = "rcpt"\ntaken = true` | behaviours.unknown.taken | belongs to action
            550 5.1.1 | 250 2.0.0 | behaviours.unknown.reply | must be a 4xx or 5xx reply
            {recipient} | {recipent} | behaviours.unknown.reply | unknown place {recipent}
            about = "takes it" | `about = "takes it"\nat = "data"` | behaviours.delivers.at | neither
            about = "takes it" | `about = "takes it"\nnotice = { form = "postfx", reply = "550 no" }` | behaviours.delivers.notice.form | did you mean "postfix"?
            about = "takes it" | `about = "takes it"\nnotice = { form = "postfix" }` | behaviours.delivers.notice.reply | is missing
            about = "takes it" | `about = "takes it"\nnotice = { form = "vacation", reply = "550 no" }` | behaviours.delivers.notice.reply | does not belong here
            unknown = 1 } | unknwn = 1 } | domains."a.example".mix.unknwn | did you mean "unknown"?
            unknown = 1 } | down = 1 } | domains."a.example".mix.down | use "always" for it
            unknown = 1 } | unknown = -1 } | domains."a.example".mix.unknown | a whole number
            [domains."a.example"] | `[domains."a.example"]\nalways = "unknown"` | domains."a.example".always | waits for the recipient
            [domains."a.example"] | `[domains."a.example"]\ndown = ["mx2.a.example"]` | domains."a.example".down | is not in "mx"
            [domains."a.example"] | `[domains."a.example"]\nmx = ["mx.google.com"]` | domains."a.example".mx | could be somebody's
            [domains."a.example"] | [domains."gmail.com"] | domains."gmail.com" | could be somebody's
            [domains."a.example"] | [domans."a.example"] | domans | did you mean "domains"?
            """)
    void refusesBadScriptWithFileKeyAndSuggestion(String good, String bad, String key, String says) {
        String script = GOOD.replace(good, bad == null ? "" : bad.replace("\\n", "\n"));
        ScriptException refused = assertThrows(ScriptException.class, () -> SandboxScript.parse("my.toml", script));
        assertTrue(
                refused.problems().stream()
                        .anyMatch(problem -> problem.file().equals("my.toml")
                                && problem.key().equals(key)
                                && problem.message().contains(says)),
                message(refused));
    }

    @Test
    void namesLineOfTextThatIsNoToml() {
        ScriptException refused =
                assertThrows(ScriptException.class, () -> SandboxScript.parse("my.toml", "[behaviours]\nx = = 1\n"));
        assertTrue(message(refused).startsWith("my.toml: line 2: is not TOML"), message(refused));
    }

    @Test
    void listsEverythingThatIsWrongAtOnce() {
        String script =
                GOOD.replace("about = \"takes it\"", "abut = \"takes it\"").replace("at = \"rcpt\"", "at = \"x\"");
        ScriptException refused = assertThrows(ScriptException.class, () -> SandboxScript.parse("my.toml", script));
        assertTrue(refused.problems().size() >= 3, message(refused));
    }

    @Test
    void refusesServerSharedWithDomainThatActsBeforeTheRecipient() {
        String script = GOOD + "[domains.\"b.example\"]\nalways = \"down\"\nmx = [\"mx.a.example\"]\n";
        ScriptException refused = assertThrows(ScriptException.class, () -> SandboxScript.parse("my.toml", script));
        assertTrue(message(refused).contains("cannot be shared with a.example"), message(refused));
    }

    @Test
    void promisesNoDeliveryThatComesTooLateOrNever() {
        String late = GOOD.replace(
                "expect = \"DELIVERED\"",
                "expect = \"DELIVERED\"\nat = \"rcpt\"\nreply = \"450 busy\"\ndeferral = \"TEMPORARY\"\nfor = \"80h\"");
        ScriptException tooLate = assertThrows(ScriptException.class, () -> SandboxScript.parse("my.toml", late));
        assertTrue(message(tooLate).contains("gives up after 72h"), message(tooLate));
        String never = late.replace("for = \"80h\"", "");
        ScriptException noEnd = assertThrows(ScriptException.class, () -> SandboxScript.parse("my.toml", never));
        assertTrue(message(noEnd).contains("add \"for\""), message(noEnd));
    }

    private static String message(ScriptException refused) {
        return String.valueOf(refused.getMessage());
    }

    @Test
    void readsScriptOfOnesOwnFromFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("mine.toml");
        Files.writeString(file, GOOD);
        assertEquals(Set.of("a.example"), SandboxScript.read(file).domains().keySet());
        Files.writeString(file, "#".repeat(SandboxScript.SIZE_BYTES_MAX + 1));
        assertThrows(ScriptException.class, () -> SandboxScript.read(file));
        assertThrows(UncheckedIOException.class, () -> SandboxScript.read(folder.resolve("absent.toml")));
    }
}
