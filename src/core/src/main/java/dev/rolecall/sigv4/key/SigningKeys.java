package dev.rolecall.sigv4.key;

import dev.rolecall.identity.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The keys that one credential signs with. Deriving them costs as much as using them or, for
 * Signature Version 4A, several times that; what was derived is kept, so whoever keeps this object
 * saves it. It is as secret as the secret access key, and safe for use by several threads.
 */
public final class SigningKeys {
  private final String accessKeyId;
  private final Secret secretAccessKey;
  private volatile @Nullable Symmetric lastSymmetric;
  private volatile @Nullable SigningKey asymmetric;

  public SigningKeys(String accessKeyId, Secret secretAccessKey) {
    this.accessKeyId = accessKeyId;
    this.secretAccessKey = secretAccessKey;
  }

  private record Symmetric(String date, String region, String service, SigningKey key) {
    boolean isOf(String otherDate, String otherRegion, String otherService) {
      return date.equals(otherDate) && region.equals(otherRegion) && service.equals(otherService);
    }
  }

  /**
   * The key of Signature Version 4 for one day, region and service. The last one is kept: a client
   * seldom has more than one of them.
   *
   * @param date as {@code yyyyMMdd}
   */
  public SigningKey symmetric(String date, String region, String service) {
    Symmetric last = lastSymmetric;
    if (last == null || !last.isOf(date, region, service)) {
      SigningKey key = HmacKey.derive(secretAccessKey, date, region, service);
      last = new Symmetric(date, region, service, key);
      lastSymmetric = last;
    }
    return last.key();
  }

  /** The key of Signature Version 4A. */
  public SigningKey asymmetric() {
    SigningKey key = asymmetric;
    if (key == null) {
      key = EcdsaKey.derive(accessKeyId, secretAccessKey);
      asymmetric = key;
    }
    return key;
  }
}
