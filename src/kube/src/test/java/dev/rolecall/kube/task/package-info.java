@NullMarked
package dev.rolecall.kube.task;

import org.jspecify.annotations.NullMarked;
