/**
 * Random policies and requests that often nearly match each other. Everything follows from a seed.
 */
@NullMarked
package dev.rolecall.policy.generated;

import org.jspecify.annotations.NullMarked;
