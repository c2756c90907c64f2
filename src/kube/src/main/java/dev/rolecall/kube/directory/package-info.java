/** The directories over a folder of manifests and over the API server's informers. */
@NullMarked
package dev.rolecall.kube.directory;

import org.jspecify.annotations.NullMarked;
