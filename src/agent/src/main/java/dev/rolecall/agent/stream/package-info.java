/** What sts tells of the node, as a stream that is heard again after each break. */
@NullMarked
package dev.rolecall.agent.stream;

import org.jspecify.annotations.NullMarked;
