@NullMarked
package dev.rolecall.policy.cases;

import org.jspecify.annotations.NullMarked;
