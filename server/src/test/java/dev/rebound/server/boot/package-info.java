@NullMarked
package dev.rebound.server.boot;

import org.jspecify.annotations.NullMarked;
