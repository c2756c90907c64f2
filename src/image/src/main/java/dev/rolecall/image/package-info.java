/** A release: the images with all that belongs to them, from what was built. */
@NullMarked
package dev.rolecall.image;

import org.jspecify.annotations.NullMarked;
