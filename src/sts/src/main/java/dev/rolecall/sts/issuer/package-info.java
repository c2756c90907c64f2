/** The issuers whose tokens are accepted, and where their keys come from. */
@NullMarked
package dev.rolecall.sts.issuer;

import org.jspecify.annotations.NullMarked;
