/** Faults under a steady load: what SDKs in pods see of them, and for how long. */
@NullMarked
package dev.rolecall.availability;

import org.jspecify.annotations.NullMarked;
