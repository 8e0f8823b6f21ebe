@NullMarked
package dev.rebound.engine.submission;

import org.jspecify.annotations.NullMarked;
