/**
 * What the endpoints that carry no token (IMDS, ECS, task metadata) have in common: a request as it
 * arrived, the answer to it, and what was refused. Knows no Vert.x.
 */
@NullMarked
package dev.rolecall.agent.endpoint;

import org.jspecify.annotations.NullMarked;
