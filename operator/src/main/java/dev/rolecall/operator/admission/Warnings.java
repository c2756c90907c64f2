package dev.rolecall.operator.admission;

import dev.rolecall.audit.Shorten;
import dev.rolecall.text.OneLine;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps warnings as the API server takes them: beyond 4,096 characters of all webhooks together it
 * cuts each at 256 and then leaves some out, and it drops those with control characters
 * (k8s.io/apiserver, {@code warning}).
 */
final class Warnings {
  private static final String PREFIX = "rolecall: ";
  private static final int LONGEST = 256;
  private static final int MOST = 12;
  private static final String CUT = "...";

  private Warnings() {}

  static List<String> bounded(List<String> warnings) {
    List<String> distinct = warnings.stream().distinct().toList();
    List<String> kept = new ArrayList<>();
    int room = distinct.size() > MOST ? MOST - 1 : MOST;
    distinct.stream().limit(room).map(Warnings::bounded).forEach(kept::add);
    if (distinct.size() > room) {
      kept.add(
          "%sand %d warnings more; './rolecall lint' shows all of a manifest"
              .formatted(PREFIX, distinct.size() - room));
    }
    return kept;
  }

  private static String bounded(String warning) {
    String line = PREFIX + OneLine.of(warning);
    return line.length() <= LONGEST ? line : Shorten.text(line, LONGEST - CUT.length());
  }
}
