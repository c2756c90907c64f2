package dev.rolecall.session;

import dev.rolecall.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;

/** One master key. It prints as its id. */
final class MasterKey {
  private static final String SEALING = "rolecall session v1 sealing key";
  private static final String SECRET = "rolecall session v1 secret access key";
  private static final int SEALING_BYTES = 32;

  /** 30 bytes are the 40 characters that AWS's secret access keys have. */
  private static final int SECRET_BYTES = 30;

  private final String id;
  private final Instant created;
  private final byte[] bytes;

  MasterKey(String id, Instant created, byte[] bytes) {
    this.id = id;
    this.created = created;
    this.bytes = bytes.clone();
  }

  String id() {
    return id;
  }

  Instant created() {
    return created;
  }

  /** Whether both are the same secret. */
  boolean isSame(MasterKey other) {
    return this == other || MessageDigest.isEqual(bytes, other.bytes);
  }

  /** The keys of the session with this id. */
  Derived derive(byte[] sessionId) {
    Hkdf hkdf = new Hkdf(bytes, sessionId);
    byte[] secret = Base64.getEncoder().encode(hkdf.expand(SECRET, SECRET_BYTES));
    return new Derived(
        hkdf.expand(SEALING, SEALING_BYTES),
        new Secret(new String(secret, StandardCharsets.US_ASCII)));
  }

  /** Bytes for another purpose than sessions, which have other labels. */
  byte[] derive(byte[] salt, String label, int length) {
    return new Hkdf(bytes, salt).expand(label, length);
  }

  @Override
  public String toString() {
    return "master key " + id;
  }

  /** What one session has of a master key. */
  static final class Derived {
    private final byte[] sealingKey;
    private final Secret secretAccessKey;

    private Derived(byte[] sealingKey, Secret secretAccessKey) {
      this.sealingKey = sealingKey;
      this.secretAccessKey = secretAccessKey;
    }

    byte[] sealingKey() {
      return sealingKey.clone();
    }

    Secret secretAccessKey() {
      return secretAccessKey;
    }
  }
}
