package dev.rebound.server.i18n;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.classify.Classifier;
import dev.rebound.classify.Explanation;
import dev.rebound.classify.rule.CodeTable;
import dev.rebound.classify.rule.Pack;
import dev.rebound.classify.rule.Rule;
import dev.rebound.classify.rule.RuleSet;
import dev.rebound.core.bounce.Diagnostic;
import dev.rebound.engine.delivery.NetworkFailure;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Chinese notes against the rules and codes that come with Rebound. */
class NoteCatalogueTest {

    private static final RuleSet RULES = RuleSet.builtIn();
    private static final NoteCatalogue.Written FILE = NoteCatalogue.file();
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    /** A mark of Western width that touches Chinese, which has its own. */
    private static final Pattern WESTERN_MARK = Pattern.compile("\\p{IsHan}[,.;:()!?\"]|[,.;:()!?\"]\\p{IsHan}");
    /** Codes, sections and numbers of RFCs. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9x]+)*");

    private static final Pattern NAME = Pattern.compile("\\b[A-Z][a-z]+[A-Z]\\w*|\\b[A-Z][A-Z0-9_]{2,}\\b");
    /** Names that Chinese readers know by another. */
    private static final Set<String> SAID_OTHERWISE = Set.of("NetEase", "DNS");

    private static Stream<String> ofRules() {
        return RULES.rules().stream().map(Rule::note);
    }

    private static Stream<String> ofCodes() {
        CodeTable codes = RULES.codes();
        return Stream.of(
                        codes.statuses().stream().map(CodeTable.StatusRow::note),
                        codes.replies().stream().map(CodeTable.ReplyRow::note),
                        codes.commands().stream().map(CodeTable.CommandRow::note))
                .flatMap(notes -> notes);
    }

    /** What is said where neither a rule nor a code knows why: nothing does, or the model does. */
    private static List<Explanation> withoutKnowledge() {
        Explanation byNobody = Classifier.ofRulesAlone(RULES).explain(Diagnostic.ofText("qzx vbn"));
        Explanation byModel = Stream.of(
                        "550 the fish is not in this pond",
                        "550 nobody sits at this desk any longer",
                        "550 we do not like what you wrote",
                        "550 this letter smells of selling")
                .map(text -> Classifier.builtIn().explain(Diagnostic.ofText(text)))
                .filter(Explanation::isByModel)
                .findFirst()
                .orElseThrow();
        return List.of(byNobody, byModel);
    }

    private static Stream<String> ofWithoutKnowledge() {
        return withoutKnowledge().stream().flatMap(said -> Stream.of(said.because(), said.source()));
    }

    private static Stream<String> ofNetworkFailures() {
        return Arrays.stream(NetworkFailure.values()).map(NetworkFailure::note);
    }

    private static List<String> without(Stream<String> notes) {
        return notes.filter(note -> NoteCatalogue.chinese(note).isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void everyNoteOfABuiltInRuleIsThereInChinese() {
        assertEquals(List.of(), without(ofRules()));
    }

    @Test
    void everyNoteOfTheCodeTableIsThereInChinese() {
        assertEquals(List.of(), without(ofCodes()));
    }

    @Test
    void whatIsSaidWithoutKnowledgeIsThereInChinese() {
        assertEquals(List.of(), without(ofWithoutKnowledge()));
    }

    @Test
    void everyNoteOfANetworkFailureIsThereInChinese() {
        assertEquals(List.of(), without(ofNetworkFailures()));
    }

    @Test
    void nothingIsTranslatedThatNobodySays() {
        Set<String> said = Stream.of(ofRules(), ofCodes(), ofWithoutKnowledge(), ofNetworkFailures())
                .flatMap(notes -> notes)
                .collect(Collectors.toSet());

        Predicate<String> isSaid = english -> FILE.languages().keySet().stream()
                .anyMatch(language -> said.contains(english.replace("{language}", language)));

        assertEquals(
                List.of(),
                FILE.notes().keySet().stream().filter(isSaid.negate()).toList());
    }

    @Test
    void theLanguagesAreThoseOfTheRules() {
        Set<String> titles = RULES.packs().stream()
                .filter(pack -> pack.id().startsWith("languages/"))
                .map(Pack::title)
                .collect(Collectors.toSet());

        assertEquals(titles, FILE.languages().keySet());
        assertEquals(titles.size(), new HashSet<>(FILE.languages().values()).size(), "two have the same name");
    }

    @Test
    void everyTranslationIsWrittenAsChineseIs() {
        FILE.languages().values().forEach(name -> assertTrue(HAN.matcher(name).find(), name));
        FILE.notes().forEach((english, chinese) -> {
            assertTrue(HAN.matcher(chinese).find(), chinese);
            assertTrue(!WESTERN_MARK.matcher(chinese).find(), chinese);
            assertEquals(english.endsWith("."), chinese.endsWith("。"), chinese);
            assertEquals(english.contains("{language}"), chinese.contains("{language}"), chinese);
        });
    }

    @Test
    void codesAndNamesStayAsTheyAre() {
        for (Map.Entry<String, String> note : FILE.notes().entrySet()) {
            assertEquals(found(NUMBER, note.getKey()), found(NUMBER, note.getValue()), note.getValue());
            Set<String> names = found(NAME, note.getKey());
            names.removeAll(SAID_OTHERWISE);
            names.removeIf(note.getValue()::contains);
            assertEquals(Set.of(), names, note.getValue());
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(result -> result.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void aNoteIsGivenInTheReadersLanguageAndAnUnknownOneAsItIs() {
        Wording chinese = new Wording(Language.CHINESE, ZoneOffset.UTC);
        Wording english = new Wording(Language.ENGLISH, ZoneOffset.UTC);

        assertEquals(new Note("波兰语：地址不存在。", "zh-CN"), chinese.note("The address does not exist, in Polish."));
        assertEquals(
                new Note("The address does not exist, in Polish.", "en"),
                english.note("The address does not exist, in Polish."));
        for (Wording any : List.of(chinese, english)) {
            assertEquals(new Note("合作方的离职员工。", ""), any.note("合作方的离职员工。"));
        }
    }
}
