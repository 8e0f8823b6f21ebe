/** cli. */
@NullMarked
package dev.rebound.cli;

import org.jspecify.annotations.NullMarked;
