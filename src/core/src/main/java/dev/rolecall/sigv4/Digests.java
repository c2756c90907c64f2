package dev.rolecall.sigv4;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The hash of requests and payloads. */
final class Digests {
  /** To find and make one takes as long as to use it for a request. */
  private static final ThreadLocal<MessageDigest> OF_THREAD =
      ThreadLocal.withInitial(Digests::make);

  private Digests() {}

  static String hexSha256(byte[] bytes) {
    return HexFormat.of().formatHex(OF_THREAD.get().digest(bytes));
  }

  private static MessageDigest make() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
