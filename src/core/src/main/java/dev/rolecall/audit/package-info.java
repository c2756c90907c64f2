/** What is recorded of every decision, in CloudTrail's shape. */
@NullMarked
package dev.rolecall.audit;

import org.jspecify.annotations.NullMarked;
