package dev.rolecall.cli.ecs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Health checks of containers. */
final class HealthChecks {
  private static final Set<String> FORMS = Set.of("CMD", "CMD-SHELL");

  private HealthChecks() {}

  static Optional<Map<String, Object>> map(Fields check) {
    try (check) {
      List<String> command = check.texts("command");
      Map<String, Object> mapped = new LinkedHashMap<>();
      mapped.put("command", command);
      for (String time : List.of("interval", "timeout", "retries", "startPeriod")) {
        check.number(time).ifPresent(number -> mapped.put(time, number));
      }
      if (command.size() >= 2 && FORMS.contains(command.getFirst())) {
        return Optional.of(mapped);
      }
      check
          .findings()
          .lost(
              check.at("command"),
              "a check is CMD and a command, or CMD-SHELL and a line for the shell",
              "begin the list with one of them");
      return Optional.empty();
    }
  }
}
