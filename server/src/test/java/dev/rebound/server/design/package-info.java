/** Tests of the page with every component. */
@NullMarked
package dev.rebound.server.design;

import org.jspecify.annotations.NullMarked;
