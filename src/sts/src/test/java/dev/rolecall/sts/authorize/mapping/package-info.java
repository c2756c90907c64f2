@NullMarked
package dev.rolecall.sts.authorize.mapping;

import org.jspecify.annotations.NullMarked;
