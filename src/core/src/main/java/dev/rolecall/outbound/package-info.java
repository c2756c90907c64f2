/** The keys of tokens that sts issues, for others to trust its sessions. */
@NullMarked
package dev.rolecall.outbound;

import org.jspecify.annotations.NullMarked;
