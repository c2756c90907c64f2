package dev.rolecall.identity;

import java.util.List;

/** A Kubernetes service account by namespace and name. */
public record ServiceAccountRef(String namespace, String name) {
  /**
   * Subjects that no service account has, since no name begins with {@code -}, but whose patterns
   * fit real ones: with namespaces and names of one character, and of as many and as different ones
   * as there may be. A condition that is for some service accounts only is satisfied by none.
   */
  public static final List<String> STRANGERS =
      List.of(
          new ServiceAccountRef("-", "-").subject(),
          new ServiceAccountRef("-", longest(253)).subject(),
          new ServiceAccountRef(longest(63), "-").subject(),
          new ServiceAccountRef(longest(63), longest(253)).subject());

  public ServiceAccountRef {
    if (namespace.isEmpty() || name.isEmpty()) {
      throw new IllegalArgumentException("a service account has a namespace and a name");
    }
  }

  /** The {@code sub} claim of its tokens. */
  public String subject() {
    return "system:serviceaccount:" + namespace + ":" + name;
  }

  /** All that names are made of but for dots, up to this length. */
  private static String longest(int length) {
    return "-abcdefghijklmnopqrstuvwxyz0123456789".repeat(length).substring(0, length - 1) + "-";
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
