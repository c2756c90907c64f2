package dev.rolecall.operator.admission.observe;

import java.util.Locale;

/** What becomes of an answer. */
public enum ReviewMode {
  ENFORCE,
  /** It is only told. */
  OBSERVE;

  /** As the metric has it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
