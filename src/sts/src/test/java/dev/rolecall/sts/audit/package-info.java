@NullMarked
package dev.rolecall.sts.audit;

import org.jspecify.annotations.NullMarked;
