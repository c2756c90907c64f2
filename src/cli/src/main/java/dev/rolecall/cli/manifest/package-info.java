/** The chart as one file for {@code kubectl apply}. */
@NullMarked
package dev.rolecall.cli.manifest;

import org.jspecify.annotations.NullMarked;
