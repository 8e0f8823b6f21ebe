/**
 * What bounces do in an account: page and REST API, with what a change would do before it is made. Start at
 * {@link dev.rebound.server.policy.PolicyFeature}.
 */
@NullMarked
package dev.rebound.server.policy;

import org.jspecify.annotations.NullMarked;
