package dev.rolecall.sigv4.key;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC with SHA-256 (RFC 2104). */
public final class HmacSha256 {
  private static final String ALGORITHM = "HmacSHA256";

  /** To find and make one takes longer than to use it. */
  private static final ThreadLocal<Mac> OF_THREAD = ThreadLocal.withInitial(HmacSha256::make);

  private HmacSha256() {}

  /**
   * @param key not empty
   */
  public static byte[] of(byte[] key, byte[] message) {
    try {
      Mac mac = OF_THREAD.get();
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Mac make() {
    try {
      return Mac.getInstance(ALGORITHM);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
