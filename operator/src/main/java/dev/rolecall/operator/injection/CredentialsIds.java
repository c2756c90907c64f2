package dev.rolecall.operator.injection;

import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ids of the ECS wire: 128 random bits, and 128 more by which this replica knows an id that it made
 * within the last minutes. So the webhook may be invoked again on a pod of its own, and an id that
 * the pod's author chose, or read in an older pod, is never kept.
 */
public final class CredentialsIds {
  /** The pod annotation that tells sts, and by it the agent, a pod's id. */
  public static final String ANNOTATION = "rolecall.dev/credentials-id";

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
  private static final int RANDOM_BYTES = 16;
  private static final long MINUTE = 60;
  private static final String HMAC = "HmacSHA256";

  private final Clock clock;
  private final SecureRandom random;
  private final SecretKeySpec key;

  public CredentialsIds(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    this.key = new SecretKeySpec(bytes, HMAC);
  }

  /** A new id: 64 lower-case hexadecimal digits. */
  String next() {
    byte[] nonce = new byte[RANDOM_BYTES];
    random.nextBytes(nonce);
    return HexFormat.of().formatHex(nonce) + HexFormat.of().formatHex(mark(nonce, minute()));
  }

  /** Whether this replica made the id in this minute or the one before. */
  boolean isRecent(String id) {
    if (!FORM.matcher(id).matches()) {
      return false;
    }
    byte[] bytes = HexFormat.of().parseHex(id);
    byte[] nonce = Arrays.copyOf(bytes, RANDOM_BYTES);
    byte[] mark = Arrays.copyOfRange(bytes, RANDOM_BYTES, bytes.length);
    long now = minute();
    return MessageDigest.isEqual(mark(nonce, now), mark)
        | MessageDigest.isEqual(mark(nonce, now - 1), mark);
  }

  private long minute() {
    return Math.floorDiv(clock.instant().getEpochSecond(), MINUTE);
  }

  private byte[] mark(byte[] nonce, long minute) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      mac.update(nonce);
      mac.update(ByteBuffer.allocate(Long.BYTES).putLong(minute).array());
      return Arrays.copyOf(mac.doFinal(), RANDOM_BYTES);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has " + HMAC, e);
    }
  }
}
