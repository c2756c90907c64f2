@NullMarked
package dev.rolecall.cli.pod;

import org.jspecify.annotations.NullMarked;
