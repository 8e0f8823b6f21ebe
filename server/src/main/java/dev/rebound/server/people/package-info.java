/**
 * People in an account: who works in it and as what, invitations, passwords, sessions; as pages and over the REST
 * API. What a role permits is data in {@link dev.rebound.engine.account.Role}. Must not know what the permitted
 * things do. Start at {@link dev.rebound.server.people.PeopleDesk}.
 */
@NullMarked
package dev.rebound.server.people;

import org.jspecify.annotations.NullMarked;
