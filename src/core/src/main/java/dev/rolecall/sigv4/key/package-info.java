/** The keys of Signature Version 4 and 4A, derived from a credential's secret. */
@NullMarked
package dev.rolecall.sigv4.key;

import org.jspecify.annotations.NullMarked;
