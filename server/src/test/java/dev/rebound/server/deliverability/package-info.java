/** Tests of rates over time. */
@NullMarked
package dev.rebound.server.deliverability;

import org.jspecify.annotations.NullMarked;
