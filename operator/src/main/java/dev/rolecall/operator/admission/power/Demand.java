package dev.rolecall.operator.admission.power;

/**
 * A field by which a pod would get a power.
 *
 * @param field the place, {@code spec.containers[0].securityContext.privileged}
 * @param value what stands there
 */
record Demand(Power power, String field, String value) {
  String sentence() {
    return field + " is " + value + ": such a pod " + power.danger();
  }
}
