/** Tests of writing to one person: pages, REST, and real mail servers. */
@NullMarked
package dev.rebound.server.onetoone;

import org.jspecify.annotations.NullMarked;
