/** Files of images, and the archives that are made of them. */
@NullMarked
package dev.rolecall.image.layer;

import org.jspecify.annotations.NullMarked;
