/**
 * Reads resources strictly: every problem of a resource at once, with its place and a way out. The
 * schemas are those of the custom resource definitions.
 */
@NullMarked
package dev.rolecall.kube.manifest;

import org.jspecify.annotations.NullMarked;
