/** Associations of workloads with roles, and how those of one workload are found. */
@NullMarked
package dev.rolecall.directory.association;

import org.jspecify.annotations.NullMarked;
