/**
 * Lists of suppressed addresses as other systems export them: unpacked, recognised, read line by line, and every line
 * mapped to what it says of the address, with the original words kept. Must not decide what is suppressed. Start at
 * {@link dev.rebound.server.listfile.ListReading}; the vendors' forms are in
 * {@link dev.rebound.server.listfile.ListForm}.
 */
@NullMarked
package dev.rebound.server.listfile;

import org.jspecify.annotations.NullMarked;
