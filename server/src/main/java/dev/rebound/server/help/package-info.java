/**
 * The words of the pages explained, on one page and wherever they stand. Texts are those of the catalogue; nothing here knows an
 * account. Start at {@link dev.rebound.server.help.HelpPages}.
 */
@NullMarked
package dev.rebound.server.help;

import org.jspecify.annotations.NullMarked;
