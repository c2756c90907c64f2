package dev.rolecall.kube.task;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;

/**
 * An amount of CPU, in ECS's forms (a number is CPU units, of which one vCPU has 1024; {@code 0.5
 * vCPU}) or as Kubernetes writes it where that cannot be taken for units ({@code 500m}, {@code
 * 0.5}).
 *
 * @param millis thousandths of a CPU, rounded up
 */
public record Cpu(long millis) {
  private static final int UNITS = 1024;
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  /** Empty where the text has none of the forms. */
  public static Optional<Cpu> parse(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    try {
      if (plain.endsWith("vcpu")) {
        return of(cpus(plain.substring(0, plain.length() - 4).strip()));
      }
      if (plain.endsWith("m")) {
        return of(new BigDecimal(plain.substring(0, plain.length() - 1)));
      }
      return plain.contains(".")
          ? of(cpus(plain))
          : of(
              new BigDecimal(plain)
                  .multiply(THOUSAND)
                  .divide(BigDecimal.valueOf(UNITS), 0, RoundingMode.CEILING));
    } catch (ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static BigDecimal cpus(String number) {
    return new BigDecimal(number).multiply(THOUSAND);
  }

  private static Optional<Cpu> of(BigDecimal millis) {
    return millis.signum() < 0
        ? Optional.empty()
        : Optional.of(new Cpu(millis.setScale(0, RoundingMode.CEILING).longValueExact()));
  }

  /** As Kubernetes writes it, {@code 250m}. */
  @Override
  public String toString() {
    return millis + "m";
  }
}
