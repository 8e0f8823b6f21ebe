package dev.rebound.transport.sandbox.script;

import java.time.Duration;
import java.util.Optional;

/**
 * The notice that follows an accepted message.
 *
 * @param after how long after the message was accepted, in {@code WorldClock} time
 * @param reply what the inner server said; present exactly if the form's kind is about a reply
 */
public record NoticePlan(NoticeForm form, Duration after, Optional<ReplyTemplate> reply) {}
