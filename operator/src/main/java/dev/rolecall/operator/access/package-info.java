/** Whether those who ask for something in the cluster may have something else. */
@NullMarked
package dev.rolecall.operator.access;

import org.jspecify.annotations.NullMarked;
