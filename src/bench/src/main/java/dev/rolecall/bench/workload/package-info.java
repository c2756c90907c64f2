/** What the policy engines are asked: policies in several sizes and shapes, and questions. */
@NullMarked
package dev.rolecall.bench.workload;

import org.jspecify.annotations.NullMarked;
