package dev.rebound.transport.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.transport.sandbox.script.Behaviour;
import dev.rebound.transport.sandbox.script.NoticeForm;
import dev.rebound.transport.sandbox.script.SandboxScript;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every notice of the standard script, as the sender's server gets it. */
class SandboxNoticesTest {

    @TempDir
    static Path folder;

    private static SandboxFixture sandbox;

    @BeforeAll
    static void start() {
        sandbox = SandboxFixture.standard(folder);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    static Stream<Behaviour> notices() {
        return SandboxScript.standard().behaviours().values().stream()
                .filter(behaviour -> behaviour.notice().isPresent());
    }

    @ParameterizedTest
    @MethodSource("notices")
    void arrivesAsAWellFormedMessageFromTheNullSender(Behaviour behaviour) throws Exception {
        NoticeCatcher.Caught notice = notice(behaviour);
        assertEquals("<>", notice.mailFrom());
        assertEquals("<" + SandboxFixture.RETURN_PATH + ">", notice.rcptTo());
        String header = notice.content().substring(0, notice.content().indexOf("\r\n\r\n"));
        for (String field : new String[] {"From: ", "To: ", "Subject: ", "Date: ", "Message-I"}) {
            boolean qmailHasNone = field.equals("Message-I") && form(behaviour) == NoticeForm.QMAIL;
            assertTrue(qmailHasNone || header.lines().anyMatch(l -> l.startsWith(field)), field + " in\n" + header);
        }
        assertTrue(notice.content().lines().allMatch(line -> line.length() <= 998), "a line is too long");
        Matcher leftOver = Pattern.compile("\\{[a-z0-9:. -]+}").matcher(notice.content());
        assertTrue(!leftOver.find(), () -> "a place was not filled: " + leftOver.group());
        assertBalanced(notice.content());
    }

    /** Each boundary that is declared is opened, and closed once. */
    private static void assertBalanced(String content) {
        Matcher boundary = Pattern.compile("boundary=\"([^\"]+)\"").matcher(content);
        while (boundary.find()) {
            String name = boundary.group(1);
            assertTrue(content.contains("\r\n--" + name + "\r\n"), "never opened: " + name);
            assertEquals(1, content.split(Pattern.quote("\r\n--" + name + "--\r\n"), -1).length - 1, "closed: " + name);
        }
    }

    @Test
    void chineseNoticesAreInChineseCharsets() throws Exception {
        String qq = notice(named("late-unknown-qq")).content();
        assertTrue(qq.contains("Subject: =?gb18030?B?"), qq);
        assertTrue(body(qq, "gb18030").contains("收件人邮箱不存在"), qq);
        String vacation = notice(named("out-of-office-chinese")).content();
        assertTrue(body(vacation, "gb18030").contains("我正在休假"), vacation);
    }

    private static String body(String message, String charset) {
        String encoded = message.substring(message.indexOf("\r\n\r\n") + 4);
        return new String(Base64.getMimeDecoder().decode(encoded), Charset.forName(charset));
    }

    @Test
    void everyFormIsUsed() {
        assertEquals(
                Arrays.stream(NoticeForm.values()).toList(),
                notices().map(SandboxNoticesTest::form).distinct().sorted().toList());
    }

    private static Behaviour named(String name) {
        return notices()
                .filter(behaviour -> behaviour.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static String recipient(Behaviour behaviour) {
        return "ann+" + behaviour.name() + "@acme.example";
    }

    private static NoticeForm form(Behaviour behaviour) {
        return behaviour.notice().orElseThrow().form();
    }

    private static NoticeCatcher.Caught notice(Behaviour behaviour) throws Exception {
        return notice(sandbox, behaviour);
    }

    /** What comes back for a message to somebody who behaves so. */
    static NoticeCatcher.Caught notice(SandboxFixture sandbox, Behaviour behaviour) throws Exception {
        String messageId = "<" + System.nanoTime() + "@rebound.test>";
        assertEquals(
                250,
                sandbox.deliver(recipient(behaviour), messageId).orElseThrow().code());
        sandbox.pass(behaviour.notice().orElseThrow().after().plus(Duration.ofSeconds(1)));
        return sandbox.caught.next().orElseThrow();
    }
}
