/** Tests of calls to addresses that strangers have named. */
@NullMarked
package dev.rebound.transport.http;

import org.jspecify.annotations.NullMarked;
