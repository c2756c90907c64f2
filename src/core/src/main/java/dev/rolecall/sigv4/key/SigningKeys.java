package dev.rolecall.sigv4.key;

import dev.rolecall.identity.Secret;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys that one credential signs with. Deriving them costs as much as using them or, for
 * Signature Version 4A, several times that; what was derived is kept, so whoever keeps this object
 * saves it. It is as secret as the secret access key, and safe for use by several threads.
 */
public final class SigningKeys {
  /** A client speaks to a few services in a region or two; midnight adds as many. */
  private static final int KEPT = 8;

  /** Longer than any region with any service; who signs may write what they like. */
  private static final int LONGEST_KEPT = 128;

  private final String accessKeyId;
  private final Secret secretAccessKey;
  private volatile List<Symmetric> lastSymmetric = List.of();
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
   * The key of Signature Version 4 for one day, region and service. The last few are kept.
   *
   * @param date as {@code yyyyMMdd}
   */
  public SigningKey symmetric(String date, String region, String service) {
    List<Symmetric> last = lastSymmetric;
    for (Symmetric known : last) {
      if (known.isOf(date, region, service)) {
        return known.key();
      }
    }
    SigningKey key = HmacKey.derive(secretAccessKey, date, region, service);
    if (region.length() + service.length() <= LONGEST_KEPT) {
      lastSymmetric =
          Stream.concat(Stream.of(new Symmetric(date, region, service, key)), last.stream())
              .limit(KEPT)
              .toList();
    }
    return key;
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
