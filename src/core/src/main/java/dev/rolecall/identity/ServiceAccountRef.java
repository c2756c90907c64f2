package dev.rolecall.identity;

/** A Kubernetes service account by namespace and name. */
public record ServiceAccountRef(String namespace, String name) {
  public ServiceAccountRef {
    if (namespace.isEmpty() || name.isEmpty()) {
      throw new IllegalArgumentException("a service account has a namespace and a name");
    }
  }

  /** The {@code sub} claim of its tokens. */
  public String subject() {
    return "system:serviceaccount:" + namespace + ":" + name;
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
