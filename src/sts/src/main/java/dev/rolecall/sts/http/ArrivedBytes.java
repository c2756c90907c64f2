package dev.rolecall.sts.http;

import dev.rolecall.limit.BodyQuota;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/** The bytes of a body that are here, of which its sender is charged with all that is held. */
final class ArrivedBytes {
  /** What a quota leaves to each is used before any more is asked for. */
  private static final int LITTLE = 2048;

  private final String source;
  private final int limit;
  private final BodyQuota quota;
  private byte[] bytes = new byte[0];
  private int length;
  private int charged;

  /**
   * @param limit how many may be added at most
   */
  ArrivedBytes(String source, int limit, BodyQuota quota) {
    this.source = source;
    this.limit = limit;
    this.quota = quota;
  }

  int length() {
    return length;
  }

  /** Whether there was room for them. */
  boolean add(Buffer part) {
    int needed = length + part.length();
    if (needed > bytes.length && !grow(needed)) {
      return false;
    }
    part.getBytes(bytes, length);
    length = needed;
    return true;
  }

  /** By halves at least, so that who sends byte by byte does not have all copied for each. */
  private boolean grow(int needed) {
    int most = needed > LITTLE ? limit : LITTLE;
    int grown = Math.max(needed, Math.min(2 * bytes.length, most));
    if (!quota.take(source, grown - charged)) {
      return false;
    }
    charged = grown;
    bytes = Arrays.copyOf(bytes, grown);
    return true;
  }

  /** All of them; nothing is added afterwards. */
  byte[] whole() {
    if (bytes.length > length) {
      bytes = Arrays.copyOf(bytes, length);
    }
    return bytes;
  }

  /** Forgets them, and gives back the room. */
  void release() {
    quota.give(source, charged);
    charged = 0;
    bytes = new byte[0];
    length = 0;
  }
}
