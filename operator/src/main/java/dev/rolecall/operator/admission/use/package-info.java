/** Who may have pods wear a role, where its Account says that RBAC grants it. */
@NullMarked
package dev.rolecall.operator.admission.use;

import org.jspecify.annotations.NullMarked;
