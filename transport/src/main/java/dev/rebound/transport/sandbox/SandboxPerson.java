package dev.rebound.transport.sandbox;

import dev.rebound.core.address.EmailAddress;
import dev.rebound.transport.sandbox.script.Behaviour;

/**
 * Somebody who lives in the sandbox internet.
 *
 * @param givenName as written in their language
 * @param familyName as written in their language
 * @param displayName both, in the order of their language
 * @param language ISO 639
 * @param behaviour what happens to mail for them; its {@code expect} is what a sender must conclude
 */
public record SandboxPerson(
        String givenName,
        String familyName,
        String displayName,
        String language,
        EmailAddress address,
        Behaviour behaviour) {

    /** Does not show who it is. */
    @Override
    public String toString() {
        return "SandboxPerson[" + address + ", " + behaviour.name() + "]";
    }
}
