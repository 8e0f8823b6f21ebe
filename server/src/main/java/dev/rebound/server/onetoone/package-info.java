/**
 * Writing to one person: the page to compose, templates, how somebody writes through their inbox, what was sent and what became of it; pages and
 * REST API. Must not know SMTP or IMAP, nor decide what a reply means. Start at {@link dev.rebound.server.onetoone.ComposePages}.
 */
@NullMarked
package dev.rebound.server.onetoone;

import org.jspecify.annotations.NullMarked;
