package dev.rolecall.kube.directory;

import java.net.URI;
import java.util.Locale;

/** Compares issuers. */
final class Issuers {
  private Issuers() {}

  /** As IAM stores a provider's URL: without {@code :443}; case and a final slash count. */
  static String withoutDefaultPort(String issuer) {
    return issuer.replaceFirst("^(https://[^/:]+):443(/|$)", "$1$2");
  }

  /**
   * Whether both may be one server and path to somebody: scheme, case, default port, a host's final
   * dot and final slashes do not count. For refusing only.
   */
  static boolean alike(String first, String second) {
    return plain(first).equals(plain(second));
  }

  private static String plain(String issuer) {
    return issuer
        .toLowerCase(Locale.ROOT)
        .replaceFirst("^https?://", "")
        .replaceFirst("^([^/:]+?)\\.?(:0*443)?(/|$)", "$1$3")
        .replaceFirst("/+$", "");
  }

  static URI uri(String issuer) {
    return URI.create(withoutDefaultPort(issuer));
  }
}
