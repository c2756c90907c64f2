/** Fakes and fixtures shared by the tests, and what a test needs of its machine. */
@NullMarked
package dev.rolecall.testkit;

import org.jspecify.annotations.NullMarked;
