@NullMarked
package dev.rolecall.kube.resource;

import org.jspecify.annotations.NullMarked;
