/** Where servers are found, and where they are not looked for. */
@org.jspecify.annotations.NullMarked
package dev.rebound.transport.discovery;
