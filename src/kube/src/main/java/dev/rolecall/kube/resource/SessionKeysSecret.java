package dev.rolecall.kube.resource;

/** The Secret of the sessions' keys, in the system namespace. */
public final class SessionKeysSecret {
  public static final String NAME = "rolecall-session-keys";

  /** The entry that holds the JWK set of the master keys. */
  public static final String ENTRY = "keys.json";

  /** The entry that holds the JWK set that signs sessions' identity tokens. */
  public static final String IDENTITY_TOKENS = "identity-token-keys.json";

  private SessionKeysSecret() {}
}
