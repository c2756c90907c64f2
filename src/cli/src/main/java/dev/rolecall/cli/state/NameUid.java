package dev.rolecall.cli.state;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * UIDs of manifests that have none: made from their names, so that every program finds the same.
 */
public final class NameUid {
  private NameUid() {}

  /**
   * @param kind the kind in lower case, {@code pod}
   * @param name {@code namespace/name}
   */
  public static String of(String kind, String name) {
    return UUID.nameUUIDFromBytes((kind + " " + name).getBytes(StandardCharsets.UTF_8)).toString();
  }
}
