/**
 * A workload of the demo: a process of its own with the AWS SDK for Java and nothing of Rolecall's.
 */
@NullMarked
package dev.rolecall.cli.workload;

import org.jspecify.annotations.NullMarked;
