/** Tests of reading lists. Start at {@link dev.rebound.server.listfile.ListReadingTest}. */
@NullMarked
package dev.rebound.server.listfile;

import org.jspecify.annotations.NullMarked;
