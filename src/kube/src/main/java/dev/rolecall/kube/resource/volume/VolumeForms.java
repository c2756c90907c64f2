package dev.rolecall.kube.resource.volume;

/** Patterns of names; they must mean the same to Java and to Go's RE2. */
public final class VolumeForms {
  /** A DNS label, as containers and volumes are called (RFC 1123). */
  public static final String LABEL = "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$";

  /** A DNS subdomain, as objects are called (RFC 1123). */
  public static final String OBJECT_NAME = "^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$";

  private VolumeForms() {}
}
