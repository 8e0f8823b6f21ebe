/**
 * {@code rebound bench}: how fast this machine reads returned mail and delivers, beside others. The peers and
 * the reading load are {@code dev.rebound.bench}'s; here is what needs a whole installation, and what prints. Start
 * at {@link dev.rebound.cli.bench.DeliveryCommand}.
 */
@NullMarked
package dev.rebound.cli.bench;

import org.jspecify.annotations.NullMarked;
