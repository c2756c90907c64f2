@NullMarked
package dev.rolecall.sts.action;

import org.jspecify.annotations.NullMarked;
