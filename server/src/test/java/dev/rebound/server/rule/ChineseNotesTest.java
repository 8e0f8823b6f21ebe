package dev.rebound.server.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rebound.core.bounce.Reason;
import dev.rebound.engine.email.EmailId;
import dev.rebound.server.Browser;
import dev.rebound.server.PagesWorld;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who reads Chinese reads why a rule decides so in Chinese. */
class ChineseNotesTest {

    private static final String ENGLISH =
            "Greylisting: the same message is accepted when it is tried again (RFC 6647).";
    private static final String CHINESE = "灰名单：同一封邮件再次尝试时会被接收（RFC 6647）。";
    private static final String OWN = """
            [pack]
            title = "Ours"

            [[rule]]
            id = "greylisted"
            replaces = true
            reason = "RECIPIENT_TEMPORARY"
            source = "our gateway"
            note = "Our gateway waits for nobody."
            match.any = ["zorblax come again"]
            examples = ["450 zorblax come again"]
            counter-examples = ["450 zorblax is gone"]
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private PagesWorld world;

    @SuppressWarnings("NullAway.Init")
    private Browser mara;

    @BeforeEach
    void open() {
        world = new PagesWorld(folder);
        mara = world.mara().speaking("zh-CN");
    }

    @AfterEach
    void close() {
        mara.close();
        world.close();
    }

    private String explained(String text) {
        mara.get("/rules/workbench");
        return mara.submit("/rules/workbench", Map.of("text", text)).body();
    }

    private static void assertSays(String page, String chinese) {
        assertTrue(page.contains(" lang=\"zh-CN\">" + chinese), page);
    }

    @Test
    void thePageOfARuleSaysWhy() {
        assertSays(mara.get("/rules/show/greylisted").body(), CHINESE);
        assertTrue(mara.speaking("en").get("/rules/show/greylisted").body().contains(" lang=\"en\">" + ENGLISH));
    }

    @Test
    void rulesAreFoundByWhatTheListSaysAndByWhatTheyWereWrittenWith() {
        String words = URLEncoder.encode("邮件再次尝试", StandardCharsets.UTF_8);
        String listed = mara.get("/rules?search=" + words).body();

        assertTrue(listed.contains("/rules/show/greylisted"), listed);
        assertTrue(listed.contains("lang=\"zh-CN\" data-label=\"理由\">" + CHINESE), listed);
        assertFalse(listed.contains("/rules/show/mailbox-full"), listed);
        assertTrue(mara.get("/rules?search=greylisting%3A+the+same").body().contains("/rules/show/greylisted"));
        assertFalse(mara.speaking("en").get("/rules?search=" + words).body().contains("/rules/show/greylisted"));
    }

    @Test
    void theWorkbenchSaysWhyOfRulesAndOfCodes() {
        String page = explained("450 4.2.0 greylisted, try again");

        assertSays(page, CHINESE);
        assertSays(page, "与邮箱有关，未说明具体情况。");
        assertSays(explained("550 5.7.25 qzx vbn"), "发信 IP 的反向域名验证失败（RFC 7372）。");
        String unknown = explained("qzx vbn");
        assertSays(unknown, "文字和代码都没有说明原因。");
        assertSays(unknown, "没有规则");
    }

    @Test
    void thePanelOfABouncedRecipientSaysWhy() throws InterruptedException {
        world.contacts(world.own, "kim@dept.example");
        EmailId email = world.send(world.own, "Spring", "Our spring list");
        world.bounced(world.own, email, "kim@dept.example", Reason.UNKNOWN_USER, "550 5.1.1 no such user");
        String panel = "/a/" + world.own + "/emails/" + email + "/recipients?show="
                + world.row(world.own, email, "kim@dept.example").message();

        assertSays(mara.get(panel).body(), "账户不存在或已停用。");
        assertTrue(mara.speaking("en").get(panel).body().contains(" lang=\"en\">The account does not exist"));
    }

    @Test
    void anOwnRuleInThePlaceOfABuiltInOneSaysItsOwn() throws IOException {
        Files.createDirectories(folder.resolve("rules"));
        Files.writeString(folder.resolve("rules/ours.toml"), OWN);
        world.rules.reload();

        String page = mara.get("/rules/show/greylisted").body();

        assertTrue(page.contains(" lang=\"\">Our gateway waits for nobody."), page);
        assertFalse(page.contains(CHINESE), page);
        assertEquals(200, mara.get("/rules?search=zorblax").statusCode());
    }
}
