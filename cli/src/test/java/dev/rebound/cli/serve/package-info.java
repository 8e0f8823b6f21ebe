/** Tests of the commands that keep running, as processes of their own that are killed. */
@NullMarked
package dev.rebound.cli.serve;

import org.jspecify.annotations.NullMarked;
