/**
 * The endpoint of ECS's containers, 169.254.170.2: credentials of the pod that asks, by the id that
 * it was given, and what {@code agent.metadata} tells of it.
 */
@NullMarked
package dev.rolecall.agent.ecs;

import org.jspecify.annotations.NullMarked;
