package dev.rolecall.sigv4.key;

import dev.rolecall.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The key of Signature Version 4, good for one day, region and service ("Create a signed AWS API
 * request", IAM User Guide).
 */
final class HmacKey implements SigningKey {
  private final byte[] key;

  private HmacKey(byte[] key) {
    this.key = key;
  }

  static HmacKey derive(Secret secretAccessKey, String date, String region, String service) {
    byte[] key = bytes("AWS4" + secretAccessKey.reveal());
    for (String part : new String[] {date, region, service, "aws4_request"}) {
      key = HmacSha256.of(key, bytes(part));
    }
    return new HmacKey(key);
  }

  @Override
  public boolean verifies(String text, String signature) {
    byte[] expected = bytes(HexFormat.of().formatHex(HmacSha256.of(key, bytes(text))));
    return MessageDigest.isEqual(expected, bytes(signature));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
