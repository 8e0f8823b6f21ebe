/** Tests of {@code dev.rebound.engine.contact}. */
@NullMarked
package dev.rebound.engine.contact;

import org.jspecify.annotations.NullMarked;
