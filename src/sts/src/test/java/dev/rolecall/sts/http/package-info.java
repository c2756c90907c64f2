@NullMarked
package dev.rolecall.sts.http;

import org.jspecify.annotations.NullMarked;
