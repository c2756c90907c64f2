package dev.rolecall.e2e.documents;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a page shows as the output of a command. */
sealed interface Expected {
  /** Whether this was printed. */
  boolean matches(String printed);

  /**
   * Lines, in which {@code ...} stands for anything. Ages, points in time and UUIDs may be others,
   * and so may the width of columns.
   */
  record Text(String lines) implements Expected {
    private static final String ANYTHING = "...";
    private static final Pattern TIME =
        Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    private static final Pattern UUID =
        Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern AGE = Pattern.compile("\\b\\d+(ms|[smhd])(\\d+[smh])?\\b");

    @Override
    public boolean matches(String printed) {
      String regex =
          Arrays.stream(normal(lines).split(Pattern.quote(ANYTHING), -1))
              .map(Pattern::quote)
              .collect(Collectors.joining(".*?"));
      return Pattern.compile(regex, Pattern.DOTALL).matcher(normal(printed)).matches();
    }

    private static String normal(String text) {
      String same = TIME.matcher(text).replaceAll("TIME");
      same = UUID.matcher(same).replaceAll("UUID");
      same = AGE.matcher(same).replaceAll("AGE");
      return same.lines()
          .map(line -> line.strip().replaceAll("\\s+", " "))
          .collect(Collectors.joining("\n"))
          .strip();
    }
  }

  /** JSON, however it is laid out. */
  record Json(String text) implements Expected {
    @Override
    public boolean matches(String printed) {
      try {
        return Serialization.jsonMapper()
            .readTree(text)
            .equals(Serialization.jsonMapper().readTree(printed));
      } catch (JsonProcessingException e) {
        return false;
      }
    }
  }
}
