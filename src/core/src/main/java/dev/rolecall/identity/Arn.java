package dev.rolecall.identity;

import java.util.Optional;

/**
 * An Amazon Resource Name, {@code arn:partition:service:region:account:resource}; region and
 * account may be empty. The resource keeps its colons and slashes.
 */
public record Arn(
    String partition, String service, String region, String account, String resource) {

  /** The five leading segments and the rest, or empty where {@code text} is not an ARN. */
  public static Optional<Arn> parse(String text) {
    String[] parts = text.split(":", 6);
    if (parts.length != 6
        || !parts[0].equals("arn")
        || parts[1].isEmpty()
        || parts[2].isEmpty()
        || parts[5].isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]));
  }

  @Override
  public String toString() {
    return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
  }
}
