/** What a pod is given at admission, as a JSON Patch on the raw object. */
@NullMarked
package dev.rolecall.operator.injection;

import org.jspecify.annotations.NullMarked;
