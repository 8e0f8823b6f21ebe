package dev.rebound.transport.sandbox.mail;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.transport.sandbox.script.Behaviour;
import dev.rebound.transport.sandbox.script.SandboxDomain;

/**
 * A recipient of the message at hand.
 *
 * @param acts whether the behaviour's action is taken now; otherwise the message is
 * @param id the queue id the message gets for this recipient
 */
record Recipient(EmailAddress address, SandboxDomain domain, Behaviour behaviour, boolean acts, String id) {}
