/** What is fuzzed of the manifests. */
@NullMarked
package dev.rolecall.kube.fuzz;

import org.jspecify.annotations.NullMarked;
