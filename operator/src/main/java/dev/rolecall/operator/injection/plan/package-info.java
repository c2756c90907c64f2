/** What pods of each mode are to be given, and by which settings and annotations. */
@NullMarked
package dev.rolecall.operator.injection.plan;

import org.jspecify.annotations.NullMarked;
