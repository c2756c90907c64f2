package dev.rolecall.identity;

/** One pod for ever: a pod made again under the same name has another UID. */
public record PodRef(String namespace, String name, String uid) {
  public PodRef {
    if (namespace.isEmpty() || name.isEmpty() || uid.isEmpty()) {
      throw new IllegalArgumentException("a pod has a namespace, a name and a uid");
    }
  }

  @Override
  public String toString() {
    return namespace + "/" + name + " (" + uid + ")";
  }
}
