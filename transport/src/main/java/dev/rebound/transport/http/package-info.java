/**
 * HTTP to addresses that strangers have named. The JDK's client looks a name up itself, again, after we have checked the
 * address; here the address checked is the address connected to. Start at
 * {@link dev.rebound.transport.http.PinnedCalls}.
 */
@NullMarked
package dev.rebound.transport.http;

import org.jspecify.annotations.NullMarked;
