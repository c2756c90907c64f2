/** sts over HTTP, as a process under load from this one, against bounds of the same server. */
@NullMarked
package dev.rolecall.bench.sts;

import org.jspecify.annotations.NullMarked;
