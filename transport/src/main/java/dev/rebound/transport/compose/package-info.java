/**
 * Makes the bytes of a message out of what it says. Must not know who it is sent to beyond its headers,
 * or how. Start at {@link dev.rebound.transport.compose.TemplateComposer}.
 */
@NullMarked
package dev.rebound.transport.compose;

import org.jspecify.annotations.NullMarked;
