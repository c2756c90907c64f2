/** Writes the YAML of the custom resource definitions. */
@NullMarked
package dev.rolecall.kube.crd;

import org.jspecify.annotations.NullMarked;
