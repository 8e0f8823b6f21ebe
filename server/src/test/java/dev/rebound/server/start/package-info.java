/**
 * Tests of the first steps, on the pages and over REST, and of an email that goes to invented people through the sandbox of a
 * real installation.
 */
@NullMarked
package dev.rebound.server.start;

import org.jspecify.annotations.NullMarked;
