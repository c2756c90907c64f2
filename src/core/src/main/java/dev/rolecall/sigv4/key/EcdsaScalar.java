package dev.rolecall.sigv4.key;

import dev.rolecall.identity.Secret;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * The private scalar of Signature Version 4A: NIST SP 800-108's KDF in counter mode with
 * HMAC-SHA-256, tried again with another context byte where the result is no scalar of P-256.
 */
final class EcdsaScalar {
  private static final String LABEL = "AWS4-ECDSA-P256-SHA256";
  private static final byte[] FIRST_BLOCK = {0, 0, 0, 1};
  private static final byte[] LENGTH_IN_BITS = {0, 0, 1, 0};
  private static final int LAST_TRY = 254;
  private static final BigInteger LARGEST = P256.CURVE.getOrder().subtract(BigInteger.TWO);

  private EcdsaScalar() {}

  static BigInteger derive(String accessKeyId, Secret secretAccessKey) {
    byte[] key = ("AWS4A" + secretAccessKey.reveal()).getBytes(StandardCharsets.UTF_8);
    for (int attempt = 1; attempt <= LAST_TRY; attempt++) {
      BigInteger candidate = new BigInteger(1, HmacSha256.of(key, input(accessKeyId, attempt)));
      if (candidate.compareTo(LARGEST) <= 0) {
        return candidate.add(BigInteger.ONE);
      }
    }
    throw new IllegalStateException("254 numbers beyond the order of P-256");
  }

  private static byte[] input(String accessKeyId, int attempt) {
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    input.writeBytes(FIRST_BLOCK);
    input.writeBytes(LABEL.getBytes(StandardCharsets.US_ASCII));
    input.write(0);
    input.writeBytes(accessKeyId.getBytes(StandardCharsets.UTF_8));
    input.write(attempt);
    input.writeBytes(LENGTH_IN_BITS);
    return input.toByteArray();
  }
}
