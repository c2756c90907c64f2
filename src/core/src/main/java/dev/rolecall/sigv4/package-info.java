/** AWS Signature Version 4 and 4A, the verifying side. */
@NullMarked
package dev.rolecall.sigv4;

import org.jspecify.annotations.NullMarked;
