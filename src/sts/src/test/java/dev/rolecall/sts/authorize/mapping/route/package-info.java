@NullMarked
package dev.rolecall.sts.authorize.mapping.route;

import org.jspecify.annotations.NullMarked;
