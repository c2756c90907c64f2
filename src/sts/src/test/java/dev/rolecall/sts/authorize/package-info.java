@NullMarked
package dev.rolecall.sts.authorize;

import org.jspecify.annotations.NullMarked;
