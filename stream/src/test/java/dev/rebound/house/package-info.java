/** What holds for the code of this module, as the tests of the command line say it for all others. */
@NullMarked
package dev.rebound.house;

import org.jspecify.annotations.NullMarked;
