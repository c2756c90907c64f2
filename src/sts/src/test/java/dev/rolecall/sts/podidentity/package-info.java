@NullMarked
package dev.rolecall.sts.podidentity;

import org.jspecify.annotations.NullMarked;
