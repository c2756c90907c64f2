/** What the node's programs and the attackers find around them: stand-ins, as programs. */
@NullMarked
package dev.rolecall.isolation.fake;

import org.jspecify.annotations.NullMarked;
