@NullMarked
package dev.rebound.server.submission;

import org.jspecify.annotations.NullMarked;
