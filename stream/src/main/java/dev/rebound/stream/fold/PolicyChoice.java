package dev.rebound.stream.fold;

import dev.rebound.core.policy.Policy;
import dev.rebound.feed.policy.PolicyReader;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A policy on its way to the machines of a job: as text, so that the classes of rules need no form of their own for that. */
public final class PolicyChoice implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String text;
    /** Made where it is first asked for; two threads may make the same one twice. */
    private transient volatile @Nullable Policy policy;

    private PolicyChoice(String text) {
        this.text = text;
    }

    /**
     * One in the form of an installation's API.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static PolicyChoice of(String text) {
        PolicyReader.read(text);
        return new PolicyChoice(text);
    }

    /** A preset, by its name in whatever letters. */
    public static PolicyChoice preset(String name) {
        return of("{\"preset\": \"" + name + "\"}");
    }

    Policy policy() {
        Policy known = policy;
        if (known == null) {
            known = PolicyReader.read(text);
            policy = known;
        }
        return known;
    }
}
