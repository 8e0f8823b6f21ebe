/**
 * Logs of other mailers to observations: what they say of mail that an installation handed to them. A line is believed
 * because its envelope sender is a return path of ours; lines of other mail are passed over. One reader a mailer; start at
 * {@link dev.rebound.feed.log.KumoReader}.
 */
@NullMarked
package dev.rebound.feed.log;

import org.jspecify.annotations.NullMarked;
