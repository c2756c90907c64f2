package dev.rolecall.agent.imds;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes and checks the tokens of IMDSv2: an end, a nonce and an HMAC-SHA256 over both and the
 * holder. The holder is not in the token, so whoever shows it must be the one it was made for. None
 * is stored but each holder's last good one, which SDKs show for hours: to compare it costs less
 * than the HMAC. Lives on one event loop.
 */
final class MetadataTokens {
  private static final byte[] LABEL = "rolecall imds token 1\n".getBytes(StandardCharsets.UTF_8);
  private static final int NONCE = 8;
  private static final int CLAIMS = Long.BYTES + NONCE;
  private static final int MAC = 32;

  /** Base64 of {@link #CLAIMS} and {@link #MAC} bytes, which has no padding and no spare bits. */
  private static final int LENGTH = (CLAIMS + MAC) / 3 * 4;

  /** As many as there are pods on a full node, twice. */
  private static final int MOST_KEPT = 512;

  private final SecretKeySpec key;
  private final Clock clock;
  private final SecureRandom random;

  /** By holder, the least recently seen first. */
  private final Map<TokenHolder, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TokenHolder, Known> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /**
   * A token whose HMAC was its holder's, by the key that this has all along.
   *
   * @param text of the whole token
   */
  private record Known(byte[] text, Instant end) {}

  MetadataTokens(TokenKey key, Clock clock, SecureRandom random) {
    this.key = new SecretKeySpec(key.bytes(), "HmacSHA256");
    this.clock = clock;
    this.random = random;
  }

  /** A token for {@code holder} alone, for so long from now. */
  String issue(TokenHolder holder, Duration life) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] claims =
        ByteBuffer.allocate(CLAIMS)
            .putLong(clock.instant().plus(life).getEpochSecond())
            .put(nonce)
            .array();
    byte[] token = ByteBuffer.allocate(CLAIMS + MAC).put(claims).put(mac(holder, claims)).array();
    return Base64.getUrlEncoder().encodeToString(token);
  }

  /** Whether {@code token} is {@code holder}'s, and good now. */
  TokenCheck check(TokenHolder holder, String token) {
    if (token.length() != LENGTH) {
      return TokenCheck.FOREIGN;
    }
    byte[] text = token.getBytes(StandardCharsets.ISO_8859_1);
    Known last = known.get(holder);
    Known own =
        last != null && MessageDigest.isEqual(last.text(), text) ? last : verified(holder, text);
    if (own == null) {
      return TokenCheck.FOREIGN;
    }
    return clock.instant().isBefore(own.end()) ? TokenCheck.VALID : TokenCheck.EXPIRED;
  }

  /** The token, kept from here on where it is the holder's; null where it is not. */
  private @Nullable Known verified(TokenHolder holder, byte[] text) {
    ByteBuffer bytes;
    try {
      bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return null;
    }
    byte[] claims = new byte[CLAIMS];
    byte[] mac = new byte[MAC];
    bytes.get(claims).get(mac);
    if (!MessageDigest.isEqual(mac, mac(holder, claims))) {
      return null;
    }
    Known own = new Known(text, Instant.ofEpochSecond(ByteBuffer.wrap(claims).getLong()));
    known.put(holder, own);
    return own;
  }

  private byte[] mac(TokenHolder holder, byte[] claims) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(LABEL);
      mac.update(claims);
      return mac.doFinal(holder.text().getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
