package dev.rolecall.fuzzing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Documents of a million characters: deep, wide, and with what takes long to look at. */
public final class LargeTexts {
  private static final int LENGTH = 1_000_000;

  private LargeTexts() {}

  /** JSON that YAML readers take too. */
  public static List<byte[]> documents() {
    String statement =
        "{\"Effect\": \"Allow\", \"Action\": \"s3:*a*a*a*a*a*b\", \"Resource\": \"*\"}";
    return Stream.of(
            filled("[", "[", ""),
            filled("{\"a\":", "{\"a\":", ""),
            filled("[1", ",1", "]"),
            filled("", "9", ""),
            filled("\"", "a", "\""),
            filled("\"", "\\ud800", "\""),
            filled("{\"Statement\": [" + statement, "," + statement, "]}"),
            members(),
            filled(
                "{\"Statement\": {\"Effect\": \"Deny\", \"Resource\": \"*\", \"Action\": \"s3:",
                "*a",
                "\"}}"),
            filled(
                "{\"Version\": \"2012-10-17\", \"Statement\": {\"Resource\": \"arn:aws:s3:::",
                "${a:b}",
                "\"}}"))
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private static String filled(String begin, String middle, String end) {
    return begin + middle.repeat((LENGTH - begin.length() - end.length()) / middle.length()) + end;
  }

  private static String members() {
    return IntStream.range(0, LENGTH / "\"a000000\":1,".length())
        .mapToObj("\"a%06d\":1"::formatted)
        .collect(Collectors.joining(",", "{", "}"));
  }
}
