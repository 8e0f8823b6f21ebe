package dev.rebound.server.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rebound.engine.audit.AuditAction;
import dev.rebound.engine.audit.AuditLog.AuditEntry;
import dev.rebound.server.i18n.Language;
import dev.rebound.server.i18n.Wording;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the audit log holds in one wording is read in the reader's. */
class AuditDetailTest {

    private static final Wording ENGLISH = new Wording(Language.ENGLISH, ZoneOffset.UTC);
    private static final Wording CHINESE = new Wording(Language.CHINESE, ZoneOffset.UTC);

    private static String shown(Wording wording, AuditAction action, String detail) {
        return AuditDetail.shown(
                wording, new AuditEntry(Instant.EPOCH, Optional.empty(), "ann", action, "subject", detail));
    }

    @Test
    void whatReboundSaysIsTranslated() {
        String figures = "DONE: 1 added, 0 updated, 2 repeated, 3 refused";
        assertEquals(
                "1 added, 0 brought up to date, 2 repeated in the file, 3 left out",
                shown(ENGLISH, AuditAction.CONTACTS_IMPORTED, figures));
        assertEquals("新增 1，更新 0，文件中重复 2，跳过 3", shown(CHINESE, AuditAction.CONTACTS_IMPORTED, figures));
        assertEquals("销售人员", shown(CHINESE, AuditAction.PERSON_INVITED, "SALES"));
        assertEquals("Read · Contacts", shown(ENGLISH, AuditAction.API_KEY_CREATED, "read contacts"));
        assertEquals("并入了 kim@dept.example", shown(CHINESE, AuditAction.CONTACTS_MERGED, "took over kim@dept.example"));
        assertEquals(
                "google.com · Unknown user",
                shown(ENGLISH, AuditAction.HELD_RELEASED, "google.com UNKNOWN_USER RECIPIENTS *"));
        assertEquals("通过链接退订", shown(CHINESE, AuditAction.CONTACT_CHANGED, "unsubscribed by the link"));
        assertEquals("SparkPost", shown(CHINESE, AuditAction.EVENT_SOURCE_CREATED, "SPARKPOST"));
        assertEquals("2 个地址", shown(CHINESE, AuditAction.CONTACT_ERASED, "2 addresses"));
        assertEquals(
                "未知用户: she told me so", shown(CHINESE, AuditAction.BOUNCE_ENTERED, "UNKNOWN_USER: she told me so"));
    }

    @Test
    void whatAPersonWroteStaysAsItIs() {
        assertEquals("took over", shown(CHINESE, AuditAction.UNBOUNCED, "took over"));
        assertEquals("SALES: they called", shown(CHINESE, AuditAction.BOUNCE_ENTERED, "SALES: they called"));
        assertEquals("12", shown(CHINESE, AuditAction.CONTACTS_EXPORTED, "12"));
    }

    private static String by(Wording wording, String by, String detail) {
        return AuditDetail.by(
                wording,
                new AuditEntry(
                        Instant.EPOCH, Optional.empty(), by, AuditAction.CONTACT_CHANGED, "kim@dept.example", detail));
    }

    @Test
    void whoIsNotAPersonIsNamedInTheReadersLanguage() {
        assertEquals("收件人", by(CHINESE, "recipient", "unsubscribed by the link"));
        assertEquals("the recipient", by(ENGLISH, "recipient", "subscribed again by the link"));
        assertEquals("命令行", by(CHINESE, "command line", ""));
        assertEquals("防护规则", by(CHINESE, "the guard's rule", ""));
    }

    @Test
    void aPersonKeepsTheirName() {
        assertEquals("recipient", by(CHINESE, "recipient", "name changed"));
        assertEquals("kim", by(CHINESE, "kim", "unsubscribed by the link"));
    }
}
