@NullMarked
package dev.rolecall.sts.query;

import org.jspecify.annotations.NullMarked;
