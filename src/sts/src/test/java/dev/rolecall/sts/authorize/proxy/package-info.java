@NullMarked
package dev.rolecall.sts.authorize.proxy;

import org.jspecify.annotations.NullMarked;
