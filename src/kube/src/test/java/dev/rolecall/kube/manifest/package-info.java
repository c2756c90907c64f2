/** Tests. */
@NullMarked
package dev.rolecall.kube.manifest;

import org.jspecify.annotations.NullMarked;
