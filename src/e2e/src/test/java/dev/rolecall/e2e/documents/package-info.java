/** The commands that the documents show, run as a reader would. */
@NullMarked
package dev.rolecall.e2e.documents;

import org.jspecify.annotations.NullMarked;
