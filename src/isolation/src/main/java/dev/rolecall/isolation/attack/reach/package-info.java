/** Attacks on the way to the real metadata service and on doors that are not for pods. */
@NullMarked
package dev.rolecall.isolation.attack.reach;

import org.jspecify.annotations.NullMarked;
