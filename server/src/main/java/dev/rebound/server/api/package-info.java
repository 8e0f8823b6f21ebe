/**
 * What every route of the REST API stands on: strict reading of JSON, answers, pages of lists, problem
 * documents, and the contract {@code api/openapi.yaml} that all of them keep. Must not know any
 * feature; each has its routes in its own package. Start at {@link dev.rebound.server.api.ApiRoutes}.
 */
@NullMarked
package dev.rebound.server.api;

import org.jspecify.annotations.NullMarked;
