@NullMarked
package dev.rolecall.cli.ecs;

import org.jspecify.annotations.NullMarked;
