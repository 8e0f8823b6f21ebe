/**
 * The demo: an installation against the sandbox internet, with three sample accounts and a story that
 * shows every kind of bounce. Nothing of it is in a real installation. Start at
 * {@link dev.rebound.server.demo.Demo}.
 */
@NullMarked
package dev.rebound.server.demo;

import org.jspecify.annotations.NullMarked;
