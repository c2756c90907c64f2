/** Reads members of objects that people or services wrote, and says where they are wrong. */
@NullMarked
package dev.rolecall.sts.authorize.fields;

import org.jspecify.annotations.NullMarked;
