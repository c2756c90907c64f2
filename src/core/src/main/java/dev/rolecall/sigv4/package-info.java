/** AWS Signature Version 4, the verifying side. */
@NullMarked
package dev.rolecall.sigv4;

import org.jspecify.annotations.NullMarked;
