@NullMarked
package dev.rolecall.sts.cluster;

import org.jspecify.annotations.NullMarked;
