/** Tests of {@link dev.rebound.cli.exporting}. */
@NullMarked
package dev.rebound.cli.exporting;

import org.jspecify.annotations.NullMarked;
