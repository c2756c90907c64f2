@NullMarked
package dev.rolecall.session;

import org.jspecify.annotations.NullMarked;
