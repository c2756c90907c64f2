/** Tests. */
@NullMarked
package dev.rolecall.kube.directory;

import org.jspecify.annotations.NullMarked;
