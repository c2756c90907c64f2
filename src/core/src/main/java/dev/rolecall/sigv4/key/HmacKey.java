package dev.rolecall.sigv4.key;

import dev.rolecall.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of Signature Version 4, good for one day, region and service ("Create a signed AWS API
 * request", IAM User Guide).
 */
final class HmacKey implements SigningKey {
  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] key;

  private HmacKey(byte[] key) {
    this.key = key;
  }

  static HmacKey derive(Secret secretAccessKey, String date, String region, String service) {
    byte[] key = bytes("AWS4" + secretAccessKey.reveal());
    for (String part : new String[] {date, region, service, "aws4_request"}) {
      key = hmac(key, bytes(part));
    }
    return new HmacKey(key);
  }

  @Override
  public boolean verifies(String text, String signature) {
    byte[] expected = bytes(HexFormat.of().formatHex(hmac(key, bytes(text))));
    return MessageDigest.isEqual(expected, bytes(signature));
  }

  static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
