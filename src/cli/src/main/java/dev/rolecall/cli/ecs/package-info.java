/**
 * Turns task definitions of Amazon ECS into manifests, and names what of them has no equivalent.
 */
@NullMarked
package dev.rolecall.cli.ecs;

import org.jspecify.annotations.NullMarked;
