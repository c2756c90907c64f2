package dev.rolecall.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Text that must be in no log: it prints as a placeholder and compares in constant time. */
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  /** The text itself, for the wire only. */
  public String reveal() {
    return value;
  }

  /** Whether {@code other} is the same text, in time that does not depend on where they differ. */
  public boolean matches(String other) {
    return MessageDigest.isEqual(
        value.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && matches(secret.value);
  }

  @Override
  public int hashCode() {
    return Secret.class.hashCode();
  }

  @Override
  public String toString() {
    return "[secret]";
  }
}
