/** OIDC tokens: verification, issuers and their keys. */
@NullMarked
package dev.rolecall.token;

import org.jspecify.annotations.NullMarked;
