/**
 * What comes back after a message was accepted: non-delivery reports in the form of several mailers,
 * delay notices, out-of-office replies, complaints; composed from templates and sent by SMTP when
 * they are due. Start at {@link dev.rebound.transport.sandbox.notice.NoticeComposer} and
 * {@link dev.rebound.transport.sandbox.notice.NoticePost}.
 */
@NullMarked
package dev.rebound.transport.sandbox.notice;

import org.jspecify.annotations.NullMarked;
