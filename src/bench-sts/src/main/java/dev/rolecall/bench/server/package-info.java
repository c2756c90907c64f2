/** What a bench of sts needs inside of the server's process. */
@NullMarked
package dev.rolecall.bench.server;

import org.jspecify.annotations.NullMarked;
