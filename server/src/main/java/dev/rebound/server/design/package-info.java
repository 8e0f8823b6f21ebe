/**
 * The components that pages are made of, on one page: tokens with their contrast, and every fragment of {@code jte/ui} and
 * {@code jte/chart} as the other pages use it. Knows no account and no store; what it shows is invented here. Start at {@link
 * dev.rebound.server.design.DesignPages}.
 */
@NullMarked
package dev.rebound.server.design;

import org.jspecify.annotations.NullMarked;
