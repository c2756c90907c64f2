@NullMarked
package dev.rolecall.isolation.scene;

import org.jspecify.annotations.NullMarked;
