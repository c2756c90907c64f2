package dev.rolecall.agent.credentials;

/** What became of a pod's wish for credentials. */
public sealed interface CredentialAnswer {
  record Granted(ContainerCredentials credentials) implements CredentialAnswer {}

  /**
   * No, and asking again changes nothing.
   *
   * @param status an HTTP status of 400 to 499
   * @param code EKS Auth's name of the error, {@code AccessDeniedException}
   */
  record Refused(int status, String code, String message) implements CredentialAnswer {}

  /** Not now; asking again may help. */
  record Unavailable(String reason) implements CredentialAnswer {}
}
