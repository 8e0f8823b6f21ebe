/**
 * What all pages and the REST API stand on: routes with their permission, the visit of one browser, the
 * protection around it, assets, error pages. Must not know any feature. Start at
 * {@link dev.rebound.server.web.Feature}.
 */
@NullMarked
package dev.rebound.server.web;

import org.jspecify.annotations.NullMarked;
