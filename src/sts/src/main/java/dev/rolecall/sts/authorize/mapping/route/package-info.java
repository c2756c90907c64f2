/** The general mapping: methods and paths with captures to actions and ARNs. */
@NullMarked
package dev.rolecall.sts.authorize.mapping.route;

import org.jspecify.annotations.NullMarked;
