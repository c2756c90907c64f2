package dev.rolecall.policy.operator;

import dev.rolecall.policy.pattern.PatternException;
import dev.rolecall.policy.pattern.Variables;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/** {@code BinaryEquals}: base64 text of the same bytes. */
record BinaryTest(String text, ByteBuffer bytes) implements ValueTest {
  static ValueTest parse(String value) throws PatternException {
    return new BinaryTest(
        value,
        decoded(value)
            .orElseThrow(() ->
                new PatternException(
                    "INVALID_CONDITION_DATA_TYPE", "'" + value + "' is not base64.")));
  }

  @Override
  public Outcome compare(String value, Variables variables) {
    return Outcome.of(decoded(value).filter(bytes::equals).isPresent());
  }

  private static Optional<ByteBuffer> decoded(String text) {
    try {
      return Optional.of(ByteBuffer.wrap(Base64.getDecoder().decode(text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
