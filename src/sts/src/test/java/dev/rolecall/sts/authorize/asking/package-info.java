@NullMarked
package dev.rolecall.sts.authorize.asking;

import org.jspecify.annotations.NullMarked;
