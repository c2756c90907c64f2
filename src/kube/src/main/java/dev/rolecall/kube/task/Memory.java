package dev.rolecall.kube.task;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory, in ECS's forms (a number is MiB; {@code 2 GB} are 2048 of them) or as
 * Kubernetes writes it with a suffix ({@code 512Mi}, {@code 1G}).
 */
public record Memory(long bytes) {
  private static final long MEBIBYTE = 1L << 20;
  private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?) ?([A-Za-z]{0,2})");
  private static final Map<String, Long> SUFFIXES =
      Map.of(
          "",
          MEBIBYTE,
          "Ki",
          1L << 10,
          "Mi",
          MEBIBYTE,
          "Gi",
          1L << 30,
          "Ti",
          1L << 40,
          "k",
          1_000L,
          "M",
          1_000_000L,
          "G",
          1_000_000_000L,
          "T",
          1_000_000_000_000L);

  /** Empty where the text has none of the forms. */
  public static Optional<Memory> parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    Long factor =
        form.group(2).toUpperCase(Locale.ROOT).equals("GB")
            ? Long.valueOf(1L << 30)
            : SUFFIXES.get(form.group(2));
    if (factor == null) {
      return Optional.empty();
    }
    BigDecimal bytes = new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(factor));
    return bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
        ? Optional.empty()
        : Optional.of(new Memory(bytes.setScale(0, RoundingMode.CEILING).longValueExact()));
  }

  /** As Kubernetes writes it: {@code 512Mi}, or bytes where they are no whole MiB. */
  @Override
  public String toString() {
    return bytes % MEBIBYTE == 0 ? bytes / MEBIBYTE + "Mi" : String.valueOf(bytes);
  }
}
