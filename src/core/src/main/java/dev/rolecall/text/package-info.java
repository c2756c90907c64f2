/** Words as people and machines write them. */
@NullMarked
package dev.rolecall.text;

import org.jspecify.annotations.NullMarked;
