@NullMarked
package dev.rolecall.sts.authorize.mapping.s3;

import org.jspecify.annotations.NullMarked;
