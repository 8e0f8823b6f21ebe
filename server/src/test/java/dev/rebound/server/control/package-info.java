/** Tests of controls and the waiting queue. */
@NullMarked
package dev.rebound.server.control;

import org.jspecify.annotations.NullMarked;
