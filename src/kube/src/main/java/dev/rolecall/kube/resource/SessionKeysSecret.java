package dev.rolecall.kube.resource;

/** The Secret of the sessions' master keys, in the system namespace. */
public final class SessionKeysSecret {
  public static final String NAME = "rolecall-session-keys";

  /** The entry that holds the JWK set. */
  public static final String ENTRY = "keys.json";

  private SessionKeysSecret() {}
}
