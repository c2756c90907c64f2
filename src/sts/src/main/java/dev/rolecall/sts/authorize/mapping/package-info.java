/** What a request of HTTP would do: from method, host, path, query and headers to operations. */
@NullMarked
package dev.rolecall.sts.authorize.mapping;

import org.jspecify.annotations.NullMarked;
