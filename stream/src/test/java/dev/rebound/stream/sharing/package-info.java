/** Installations with databases of their own, a broker and the job between them. */
@NullMarked
package dev.rebound.stream.sharing;

import org.jspecify.annotations.NullMarked;
