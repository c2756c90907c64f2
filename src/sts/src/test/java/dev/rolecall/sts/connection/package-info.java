@NullMarked
package dev.rolecall.sts.connection;

import org.jspecify.annotations.NullMarked;
