/** What webhooks did, and what they would do. */
@NullMarked
package dev.rolecall.operator.admission.observe;

import org.jspecify.annotations.NullMarked;
