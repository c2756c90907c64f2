/** Rolecall and its peers, each with the policies and questions of a workload in its own form. */
@NullMarked
package dev.rolecall.bench.engine;

import org.jspecify.annotations.NullMarked;
