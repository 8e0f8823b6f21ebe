/**
 * What holds for the repository as a whole: which module may know which, how large a file may grow, that the
 * documents' links lead somewhere, that the launcher finds its way. Nothing here knows what the program does. Start
 * at {@link dev.rebound.house.ArchitectureTest}; {@link dev.rebound.house.Checkout} is where the others read from.
 */
@NullMarked
package dev.rebound.house;

import org.jspecify.annotations.NullMarked;
