/**
 * The instance metadata service for pods: IMDSv2 tokens of one pod each, and a list of the paths
 * that there are. Everything else is not found, and nothing is ever passed on.
 */
@NullMarked
package dev.rolecall.agent.imds;

import org.jspecify.annotations.NullMarked;
