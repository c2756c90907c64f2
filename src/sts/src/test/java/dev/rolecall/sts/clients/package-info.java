/** sts as its clients see it: those that people use, unchanged, each in a process of its own. */
@NullMarked
package dev.rolecall.sts.clients;

import org.jspecify.annotations.NullMarked;
