package dev.rebound.engine.contact;

import java.util.Optional;

/**
 * A name that contacts of an account have, or had, a property by.
 *
 * @param contacts that have it; at most one more than {@link Contacts#COUNTED_MAX}, which stands for more
 * @param change that is being made to all of them
 */
public record PropertyUse(String name, long contacts, Optional<PropertyChange> change) {}
