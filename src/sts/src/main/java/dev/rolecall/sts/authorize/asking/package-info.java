/** The services that ask for decisions, and what each of them may ask about. */
@NullMarked
package dev.rolecall.sts.authorize.asking;

import org.jspecify.annotations.NullMarked;
