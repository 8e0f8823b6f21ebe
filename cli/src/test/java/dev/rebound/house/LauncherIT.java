package dev.rebound.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a checkout of three files, with JDKs and a Maven that only write down how they were called. So
 * each misfortune of a machine can be arranged, and no test waits for a build.
 */
final class LauncherIT {

    private static final List<String> SYSTEM_COMMANDS =
            List.of("sed", "head", "find", "mkdir", "touch", "mv", "cat", "tr", "dirname", "readlink", "flock");
    private static final String FAKE_JAVA = """
            #!/bin/sh
            echo "ran by $(dirname "$0") with $*"
            """;
    private static final String FAKE_MAVEN = """
            #!/bin/sh
            echo "noise of the build"
            echo "$JAVA_HOME" >> builds
            mkdir -p cli/target stream/target && : > cli/target/cli.jar && : > stream/target/stream.jar
            """;
    private static final String FAILING_MAVEN = """
            #!/bin/sh
            echo "cannot find symbol"
            exit 1
            """;

    @TempDir
    private Path machine;

    private Path checkout;
    private Path jvms;
    private Path tools;

    @BeforeEach
    void layOutTheMachine() throws IOException {
        checkout = Files.createDirectories(machine.resolve("check out"));
        jvms = Files.createDirectories(machine.resolve("jvms"));
        tools = Files.createDirectories(machine.resolve("tools"));
        Files.createDirectories(checkout.resolve("cli/src/main"));
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        Files.copy(Checkout.root().resolve("rebound"), checkout.resolve("rebound"));
        executable(tools.resolve("mvn"), FAKE_MAVEN);
    }

    @Test
    void takesTheJdkOfTheEnvironmentWhenItIsNewEnough() throws Exception {
        Path jdk = jdk("mine", "25.0.1");
        jdk("other", "25");

        Run run = rebound(Map.of("JAVA_HOME", jdk.toString()), "classify", "-");

        assertEquals(0, run.exit(), run::toString);
        assertTrue(run.out().startsWith("ran by " + jdk.resolve("bin") + " with "), run::toString);
        assertTrue(run.out().strip().endsWith("dev.rebound.cli.Rebound classify -"), run::toString);
    }

    @Test
    void theStreamJobIsAProgramOfItsOwn() throws Exception {
        jdk("temurin-25", "25.0.1");

        Run run = rebound(Map.of(), "stream", "local", "test");

        assertTrue(run.out().contains("stream/target/stream.jar"), run::toString);
        assertTrue(run.out().strip().endsWith("dev.rebound.stream.cli.StreamCommand local test"), run::toString);
    }

    /** It builds with {@code maven.test.skip}, and where no tests are compiled there is no test-jar to depend on. */
    @Test
    void whatItBuildsNeedsNoClassesOfTests() throws IOException {
        for (Path pom : Checkout.files("pom.xml")) {
            String always = Files.readString(pom).replaceAll("(?s)<profiles>.*</profiles>", "");

            assertFalse(always.contains("<type>test-jar</type>"), () -> pom + " needs the profile \"tests\" for it");
        }
    }

    @Test
    void passesOverAnOldJavaHomeAndFindsAnInstalledJdk() throws Exception {
        Path old = jdk("java-17", "17.0.15");
        Path fits = jdk("temurin-25", "25.0.1");

        Run run = rebound(Map.of("JAVA_HOME", old.toString()), "--version");

        assertTrue(run.out().startsWith("ran by " + fits.resolve("bin")), run::toString);
    }

    @Test
    void prefersTheVersionItIsBuiltForToANewerOne() throws Exception {
        jdk("a-jdk-27", "27");
        Path fits = jdk("b-jdk-25", "25");

        Run run = rebound(Map.of(), "--version");

        assertTrue(run.out().startsWith("ran by " + fits.resolve("bin")), run::toString);
    }

    @Test
    void saysWhichPackageToInstallWithoutAJdk() throws Exception {
        jdk("java-17", "17.0.15");

        Run run = rebound(Map.of(), "demo");

        assertEquals(1, run.exit());
        assertEquals("", run.out());
        assertTrue(run.err().contains("openjdk-25-jdk"), run::toString);
        assertTrue(run.err().contains("temurin-25-jdk"), run::toString);
    }

    @Test
    void refusesANamedJdkThatIsTooOldInsteadOfTakingAnother() throws Exception {
        Path old = jdk("java-17", "17.0.15");
        jdk("temurin-25", "25.0.1");

        Run run = rebound(Map.of("REBOUND_JAVA_HOME", old.toString()), "demo");

        assertEquals(1, run.exit());
        assertTrue(run.err().contains(old.toString()), run::toString);
    }

    @Test
    void saysSoWithoutMaven() throws Exception {
        jdk("temurin-25", "25.0.1");
        Files.delete(tools.resolve("mvn"));

        Run run = rebound(Map.of("MAVEN_HOME", machine.resolve("nowhere").toString()), "demo");

        assertEquals(1, run.exit());
        assertTrue(run.err().contains("package maven"), run::toString);
    }

    @Test
    void buildsOnceAndAgainOnlyAfterASourceChanged() throws Exception {
        Path jdk = jdk("temurin-25", "25.0.1");
        rebound(Map.of(), "--version");
        rebound(Map.of(), "--version");
        assertEquals(List.of(jdk.toString()), Files.readAllLines(checkout.resolve("builds")));

        Path source = Files.writeString(checkout.resolve("cli/src/main/New.java"), "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));
        rebound(Map.of(), "--version");

        assertEquals(2, Files.readAllLines(checkout.resolve("builds")).size());
    }

    @Test
    void keepsStandardOutputForTheProgramWhileItBuilds() throws Exception {
        jdk("temurin-25", "25.0.1");

        Run run = rebound(Map.of(), "--version");

        assertEquals(1, run.out().lines().count(), run::toString);
        assertEquals(
                "Building Rebound (first time takes about a minute)...",
                run.err().strip());
    }

    @Test
    void showsTheLogOfAFailedBuildAndBuildsAgainNextTime() throws Exception {
        jdk("temurin-25", "25.0.1");
        executable(tools.resolve("mvn"), FAILING_MAVEN);

        Run failed = rebound(Map.of(), "demo");
        assertEquals(1, failed.exit());
        assertEquals("", failed.out());
        assertTrue(failed.err().contains("cannot find symbol"), failed::toString);

        executable(tools.resolve("mvn"), FAKE_MAVEN);
        assertEquals(0, rebound(Map.of(), "demo").exit());
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = jvms.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
        executable(home.resolve("bin/java"), FAKE_JAVA);
        executable(home.resolve("bin/javac"), FAKE_JAVA);
        return home;
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Runs the launcher in an environment of which only PATH's system folders are the real machine's. */
    private Run rebound(Map<String, String> environment, String... arguments) throws Exception {
        var command =
                new ArrayList<>(List.of("/bin/bash", checkout.resolve("rebound").toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .directory(machine.toFile())
                .redirectOutput(machine.resolve("out").toFile())
                .redirectError(machine.resolve("err").toFile());
        process.environment().clear();
        process.environment().putAll(Map.of("PATH", systemCommands(), "HOME", machine.toString()));
        process.environment().put("REBOUND_JVM_PLACES", jvms.toString());
        process.environment().putAll(environment);
        var started = process.start();
        assertTrue(started.waitFor(30, TimeUnit.SECONDS), "the launcher hangs");
        return new Run(
                started.exitValue(),
                Files.readString(machine.resolve("out"), UTF_8),
                Files.readString(machine.resolve("err"), UTF_8));
    }

    /** The commands the launcher may use, and no java or mvn of the real machine. */
    private String systemCommands() throws IOException {
        for (String name : SYSTEM_COMMANDS) {
            for (String folder : List.of("/usr/bin/", "/bin/")) {
                if (Files.isExecutable(Path.of(folder + name))) {
                    executable(tools.resolve(name), "#!/bin/sh\nexec " + folder + name + " \"$@\"\n");
                }
            }
        }
        return tools.toString();
    }

    private record Run(int exit, String out, String err) {}
}
