/** Keys that sts seals and signs with, in a state folder or on a cluster. */
@NullMarked
package dev.rolecall.cli.keys;

import org.jspecify.annotations.NullMarked;
