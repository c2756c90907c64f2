/** The custom resources of {@code rolecall.dev/v1alpha1}. */
@NullMarked
package dev.rolecall.kube.resource;

import org.jspecify.annotations.NullMarked;
