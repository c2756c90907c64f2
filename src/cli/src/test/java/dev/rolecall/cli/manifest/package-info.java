@NullMarked
package dev.rolecall.cli.manifest;

import org.jspecify.annotations.NullMarked;
