@NullMarked
package dev.rolecall.sts.issuer;

import org.jspecify.annotations.NullMarked;
