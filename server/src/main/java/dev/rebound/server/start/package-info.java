/** The first steps: from an empty installation over a rehearsal to the first email that really goes out. */
@NullMarked
package dev.rebound.server.start;

import org.jspecify.annotations.NullMarked;
