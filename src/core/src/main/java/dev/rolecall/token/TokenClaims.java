package dev.rolecall.token;

import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonNull;
import dev.rolecall.json.JsonValue.JsonNumber;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.JsonString;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The claims that STS looks at, with the types they must have. */
record TokenClaims(
    String subject,
    List<String> audiences,
    Instant issuedAt,
    Optional<Instant> notBefore,
    Instant expiresAt,
    Optional<JsonValue> authorizedParty) {

  /** Fifteen digits: farther than any calendar, and no arithmetic on it overflows. */
  private static final Pattern TIMESTAMP = Pattern.compile("-?[0-9]{1,15}");

  /** The {@code iss} of unverified claims. */
  static String issuer(JsonObject claims) throws RefusedException {
    return Members.text(claims, "iss").orElseThrow(() -> missing("iss"));
  }

  static TokenClaims read(JsonObject claims) throws RefusedException {
    String subject = subject(required(claims, "sub"));
    List<String> audiences = audiences(required(claims, "aud"));
    for (String name : List.of("iat", "exp")) {
      if (claims.get(name).isEmpty()) {
        throw missing(name);
      }
    }
    return new TokenClaims(
        subject,
        audiences,
        timestamp(claims, "iat").orElseThrow(() -> missing("iat")),
        timestamp(claims, "nbf"),
        timestamp(claims, "exp").orElseThrow(() -> missing("exp")),
        claims.get("azp"));
  }

  private static JsonValue required(JsonObject claims, String name) throws RefusedException {
    return claims
        .get(name)
        .filter(value -> !(value instanceof JsonNull))
        .orElseThrow(() -> missing(name));
  }

  private static String subject(JsonValue value) throws RefusedException {
    return switch (value) {
      case JsonString text -> text.value();
      case JsonNumber number -> number.text();
      default -> throw new RefusedException(TokenRefusal.NOT_A_JWT, "sub is not text");
    };
  }

  private static List<String> audiences(JsonValue value) throws RefusedException {
    List<JsonValue> elements = value instanceof JsonArray array ? array.elements() : List.of(value);
    List<String> audiences = new ArrayList<>();
    for (JsonValue element : elements) {
      if (!(element instanceof JsonString text)) {
        throw new RefusedException(TokenRefusal.NOT_A_JWT, "aud is not text");
      }
      audiences.add(text.value());
    }
    if (audiences.isEmpty() || audiences.equals(List.of(""))) {
      throw new RefusedException(TokenRefusal.CLAIM_EMPTY, "aud");
    }
    return List.copyOf(audiences);
  }

  private static Optional<Instant> timestamp(JsonObject claims, String name)
      throws RefusedException {
    Optional<JsonValue> value = claims.get(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    String text =
        switch (value.get()) {
          case JsonNumber number -> number.text();
          case JsonString string -> string.value();
          default -> "";
        };
    if (!TIMESTAMP.matcher(text).matches()) {
      throw new RefusedException(TokenRefusal.TIMESTAMP_INVALID, name);
    }
    return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
  }

  void requireTime(Instant now, Duration leeway) throws RefusedException {
    long latest = now.plus(leeway).getEpochSecond();
    long earliest = now.minus(leeway).getEpochSecond();
    if (issuedAt.getEpochSecond() > latest) {
      throw new RefusedException(
          TokenRefusal.ISSUED_IN_THE_FUTURE, Long.toString(issuedAt.getEpochSecond()));
    }
    if (notBefore.isPresent() && notBefore.get().getEpochSecond() > latest) {
      throw new RefusedException(
          TokenRefusal.NOT_YET_VALID, latest + " " + notBefore.get().getEpochSecond());
    }
    if (expiresAt.getEpochSecond() <= earliest) {
      throw new RefusedException(TokenRefusal.EXPIRED, earliest + " " + expiresAt.getEpochSecond());
    }
  }

  /** The authorized party where there is one, else the one audience; it must be accepted. */
  String requireAudience(Set<String> accepted) throws RefusedException {
    if (authorizedParty.isEmpty() && audiences.size() > 1) {
      throw new RefusedException(TokenRefusal.AUDIENCE_AMBIGUOUS, String.join(" ", audiences));
    }
    String held = authorizedParty.map(TokenClaims::text).orElse(audiences.getFirst());
    if (held.isEmpty() || !accepted.contains(held)) {
      throw new RefusedException(TokenRefusal.AUDIENCE_MISMATCH, held);
    }
    return held;
  }

  private static String text(JsonValue value) {
    return value instanceof JsonString string ? string.value() : "";
  }

  private static RefusedException missing(String claim) {
    return new RefusedException(TokenRefusal.CLAIM_MISSING, claim);
  }
}
