/** JSON Patches on raw objects. */
@NullMarked
package dev.rolecall.operator.injection.patch;

import org.jspecify.annotations.NullMarked;
