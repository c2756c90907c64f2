/** What may be wrong with resources and with the policies in them. */
@NullMarked
package dev.rolecall.kube.lint;

import org.jspecify.annotations.NullMarked;
