package dev.rebound.transport.sandbox.mail;

import dev.rebound.engine.time.WorldClock;
import dev.rebound.transport.sandbox.notice.NoticeComposer;
import dev.rebound.transport.sandbox.notice.NoticePost;
import dev.rebound.transport.sandbox.record.DeliveryRecord;
import dev.rebound.transport.sandbox.script.SandboxScript;
import javax.net.ssl.SSLContext;

/** What all mail servers of the sandbox share. */
public record MailWorld(
        SandboxScript script,
        WorldClock clock,
        DeliveryRecord record,
        NoticeComposer composer,
        NoticePost post,
        SSLContext tls,
        Outages outages) {}
