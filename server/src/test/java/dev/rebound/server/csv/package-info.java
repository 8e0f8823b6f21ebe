/** Tests of reading and writing CSV files. */
@NullMarked
package dev.rebound.server.csv;

import org.jspecify.annotations.NullMarked;
