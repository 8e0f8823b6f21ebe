package dev.rebound.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import dev.rebound.house.Sources.Method;
import dev.rebound.house.Sources.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** The ceilings and habits of CONTRIBUTING.md that a machine can see, over every source of every module. */
final class TidinessTest {

    private static final int FILE_LINES_MAX = 400;
    private static final int METHOD_LINES_MAX = 60;
    private static final int PARAMETERS_MAX = 5;

    /** The lines of a package's description, the comment's delimiters counted. */
    private static final int DESCRIPTION_LINES_MIN = 3;

    private static final int DESCRIPTION_LINES_MAX = 12;

    private static final String[] TEST_ANNOTATIONS = {
        "Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "FuzzTest"
    };

    private static final String[] TEXTS = {
        ".java",
        ".xml",
        ".toml",
        ".sql",
        ".jte",
        ".css",
        ".js",
        ".md",
        ".yaml",
        ".properties",
        "rebound",
        "suite",
        "run"
    };

    /** Written in pieces, or this file would be found. */
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

    private static final Pattern MACHINE = Pattern.compile("(?<![\\w.:/])/(wo" + "rk|ro" + "ot|far" + "m)/"
            + "|repo1?\\.mav" + "en|registry\\.np" + "mjs|deb\\.deb" + "ian|py" + "pi\\.org");

    private static final Pattern COMMENT = Pattern.compile("/\\*\\*.*?\\*/", Pattern.DOTALL);

    /** What took more when the rule came; it may shrink and not grow. */
    private static final Map<String, Integer> PARAMETERS_LONG = Map.of(
            "parse/src/main/java/dev/rebound/parse/dialect/Blocks.java notice", 6,
            "server/src/main/java/dev/rebound/server/contact/ContactFeature.java <init>", 6,
            "server/src/main/java/dev/rebound/server/session/Passwords.java argon2", 6,
            "server/src/main/java/dev/rebound/server/web/View.java <init>", 8,
            "server/src/test/java/dev/rebound/server/PagesWorld.java bounced", 6,
            "server/src/test/java/dev/rebound/server/PagesWorld.java reported", 6);

    private static final Sources SOURCES = Sources.read(Checkout.javaSources());

    @Test
    void everyModuleIsLookedAt() {
        Map<String, Integer> files = new TreeMap<>();
        SOURCES.files().forEach(file -> files.merge(module(file.path()), 1, Integer::sum));
        assertTrue(files.keySet().containsAll(List.of("core", "parse", "classify", "engine", "cli")), files::toString);
    }

    @Test
    void noFileIsTooLongToReadAtOnce() {
        none(SOURCES.files().stream()
                .filter(file -> file.lines() > FILE_LINES_MAX)
                .map(file -> Checkout.shown(file.path()) + " has " + file.lines() + " lines")
                .toList());
    }

    @Test
    void noMethodIsTooLongToSeeAtOnce() {
        none(SOURCES.methods().stream()
                .filter(method -> method.lines() > METHOD_LINES_MAX)
                .map(method -> method.shown() + " has " + method.lines() + " lines")
                .toList());
    }

    @Test
    void noMethodTakesMoreParametersThanAReaderCanHold() {
        none(SOURCES.methods().stream()
                .filter(method -> method.parameters() > PARAMETERS_LONG.getOrDefault(method.shown(), PARAMETERS_MAX))
                .map(method -> method.shown() + " takes " + method.parameters())
                .toList());
    }

    @Test
    void everyPackageSaysWhatItIsForAndExcludesNull() throws IOException {
        Set<Path> packages = new TreeSet<>();
        for (SourceFile file : SOURCES.files()) {
            if (!file.types().isEmpty()) {
                packages.add(packageOf(file.path()));
            }
        }
        List<String> wrong = new ArrayList<>();
        for (Path folder : packages) {
            String problem = descriptionProblem(folder);
            if (!problem.isEmpty()) {
                wrong.add(Checkout.shown(folder) + ": " + problem);
            }
        }
        none(wrong);
    }

    private static String descriptionProblem(Path folder) throws IOException {
        Path info = folder.resolve("package-info.java");
        if (!Files.exists(info)) {
            return "has no package-info.java";
        }
        String text = Files.readString(info);
        if (!text.contains("\n@NullMarked\n")) {
            return "is not @NullMarked";
        }
        Matcher comment = COMMENT.matcher(text);
        long lines = comment.find() ? comment.group().lines().count() : 0;
        return lines < DESCRIPTION_LINES_MIN || lines > DESCRIPTION_LINES_MAX
                ? "is described in " + lines + " lines: say in three to ten what it is for and where to start"
                : "";
    }

    /** The runner picks classes by name and is silent about the others. */
    @Test
    void everyTestIsInAClassTheRunnerPicks() {
        List<String> wrong = new ArrayList<>();
        for (SourceFile file : SOURCES.files()) {
            for (ClassTree type : file.types()) {
                boolean picked = type.getSimpleName().toString().matches(".*(Test|IT)");
                boolean runs = type.getKind() == Tree.Kind.CLASS
                        && !type.getModifiers().getFlags().contains(Modifier.ABSTRACT);
                if (file.isTest() && runs && hasTests(type) && !picked) {
                    wrong.add(Checkout.shown(file.path()) + " holds tests and would never run");
                }
                if (file.isTest()
                        && runs
                        && picked
                        && !hasTests(type)
                        && type.getExtendsClause() == null
                        && type.getImplementsClause().isEmpty()) {
                    wrong.add(Checkout.shown(file.path()) + " is named like a test and holds none");
                }
            }
        }
        none(wrong);
    }

    @Test
    void noTestIsSwitchedOff() {
        none(SOURCES.methods().stream()
                .filter(method ->
                        Sources.isAnnotated(method.tree().getModifiers().getAnnotations(), "Disabled"))
                .map(Method::shown)
                .toList());
    }

    @Test
    void noTestSleeps() {
        none(SOURCES.methods().stream()
                .filter(method -> method.file().isTest() && sleeps(method.tree()))
                .map(Method::shown)
                .toList());
    }

    @Test
    void nothingIsMarkedAsUnfinished() throws IOException {
        none(linesWith(UNFINISHED));
    }

    @Test
    void nothingNamesTheMachineItWasWrittenOn() throws IOException {
        none(linesWith(MACHINE));
    }

    @Test
    void theSearchForWordsFindsThem() {
        assertTrue(UNFINISHED.matcher("// TO" + "DO later").find());
        assertTrue(MACHINE.matcher("see /wo" + "rk/house").find());
        assertFalse(MACHINE.matcher("https://example.com/wo" + "rk/").find());
    }

    private static List<String> linesWith(Pattern pattern) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : Checkout.files(TEXTS)) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (pattern.matcher(lines.get(i)).find()) {
                    found.add(Checkout.shown(file) + ":" + (i + 1));
                }
            }
        }
        return found;
    }

    private static boolean hasTests(ClassTree type) {
        return type.getMembers().stream().anyMatch(member -> switch (member) {
            case MethodTree method -> Sources.isAnnotated(method.getModifiers().getAnnotations(), TEST_ANNOTATIONS);
            case ClassTree nested -> hasTests(nested);
            default -> false;
        });
    }

    private static boolean sleeps(MethodTree method) {
        boolean[] found = {false};
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
                found[0] |= call.getMethodSelect().toString().equals("Thread.sleep");
                return super.visitMethodInvocation(call, null);
            }
        }.scan(method, null);
        return found[0];
    }

    /** The folder of main sources that describes the package: tests share the description of what they test. */
    private static Path packageOf(Path source) {
        Path folder = source.resolveSibling("");
        Path main = Path.of(folder.toString().replace("src/test/java", "src/main/java"));
        return Files.isDirectory(main) ? main : folder;
    }

    private static String module(Path source) {
        return Checkout.root().relativize(source).getName(0).toString();
    }

    private static void none(List<String> wrong) {
        assertEquals("", String.join("\n", wrong));
    }
}
