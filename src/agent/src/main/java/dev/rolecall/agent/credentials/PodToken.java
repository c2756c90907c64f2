package dev.rolecall.agent.credentials;

import dev.rolecall.identity.Secret;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A token as a pod presented it: its signature was not checked here. Known by the SHA-256 of the
 * whole text, so that nothing that it claims, and no look-alike, leads to another token's
 * credentials.
 */
public final class PodToken {
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_-]++\\.([A-Za-z0-9_-]++)\\.[A-Za-z0-9_-]++");

  /** The end of the year 9999: no honest token outlives it, and every {@link Instant} can be it. */
  private static final BigDecimal LATEST = BigDecimal.valueOf(253_402_300_799L);

  private final Secret text;

  /** Made when it is asked for: a node knows pods by what their tokens say. */
  private @Nullable ByteBuffer digest;

  private PodToken(String text) {
    this.text = new Secret(text);
  }

  public static PodToken of(String text) {
    return new PodToken(text);
  }

  /** The text, for sts only. */
  public Secret text() {
    return text;
  }

  ByteBuffer digest() {
    ByteBuffer known = digest;
    if (known == null) {
      known = sha256(text.reveal());
      digest = known;
    }
    return known;
  }

  private static ByteBuffer sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).asReadOnlyBuffer();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Its {@code exp}: what it claims until sts accepted this very token, a fact from then on. Empty
   * where the text is no JWT (RFC 7519).
   */
  Optional<Instant> expiry() {
    Matcher parts = FORM.matcher(text.reveal());
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      String claims =
          new String(Base64.getUrlDecoder().decode(parts.group(1)), StandardCharsets.UTF_8);
      return Json.parse(claims) instanceof JsonValue.JsonObject object
          ? object.get("exp").flatMap(PodToken::instant)
          : Optional.empty();
    } catch (IllegalArgumentException | JsonException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> instant(JsonValue exp) {
    return exp instanceof JsonValue.JsonNumber number
            && number.value().signum() > 0
            && number.value().compareTo(LATEST) <= 0
        ? Optional.of(Instant.ofEpochSecond(number.value().longValue()))
        : Optional.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PodToken token && digest().equals(token.digest());
  }

  @Override
  public int hashCode() {
    return digest().hashCode();
  }

  @Override
  public String toString() {
    return "[pod token]";
  }
}
