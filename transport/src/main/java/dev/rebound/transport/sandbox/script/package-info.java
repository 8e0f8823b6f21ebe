/**
 * What the sandbox internet's domains do, as data: behaviours, domains, who lives where. Reads the
 * script and refuses a bad one with file, key and suggestion; must not know sockets. Start at
 * {@link dev.rebound.transport.sandbox.script.SandboxScript}.
 */
@NullMarked
package dev.rebound.transport.sandbox.script;

import org.jspecify.annotations.NullMarked;
