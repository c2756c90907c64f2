package dev.rolecall.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/**
 * A role's stable unique id, {@code AROA} and 17 characters of {@code [A-Z2-7]}. A role that is
 * deleted and made again has another one.
 */
public record RoleId(String value) {
  private static final Pattern FORM = Pattern.compile("AROA[A-Z2-7]{17}");
  private static final int RANDOM_PART = 17;

  public RoleId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a role id: '" + value + "'");
    }
  }

  /**
   * The id of the role whose Kubernetes object has this UID: computed, so that no status need be
   * trusted.
   */
  public static RoleId ofUid(String uid) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(("rolecall role id " + uid).getBytes(StandardCharsets.UTF_8));
      return new RoleId("AROA" + Base32.encode(digest, RANDOM_PART));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
