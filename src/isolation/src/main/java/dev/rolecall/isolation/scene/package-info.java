/** The stage on which an attack happens, and how its outcome is seen. */
@NullMarked
package dev.rolecall.isolation.scene;

import org.jspecify.annotations.NullMarked;
