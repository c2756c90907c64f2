@NullMarked
package dev.rolecall.sts.embedded;

import org.jspecify.annotations.NullMarked;
