package dev.rolecall.sts.audit;

import dev.rolecall.identity.RoleArn;

/** What the owner of a workload is told, where owners look: in an Event on its pod. */
public sealed interface PodEvent {
  /** What {@code kubectl get events} has in its column REASON; docs/status.md says what each is. */
  enum Reason {
    ROLE_NOT_ASSUMED("RoleNotAssumed", "Warning"),
    CREDENTIALS_ISSUED("CredentialsIssued", "Normal"),
    ROLE_CHANGED("RoleChanged", "Normal");

    private final String word;
    private final String type;

    Reason(String word, String type) {
      this.word = word;
      this.type = type;
    }

    /** {@code Normal} or {@code Warning}. */
    String type() {
      return type;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  Reason reason();

  /** Sentences, without secrets and without anything of another account's policies. */
  String message();

  /**
   * It got nothing.
   *
   * @param message why
   */
  record Refused(String message) implements PodEvent {
    @Override
    public Reason reason() {
      return Reason.ROLE_NOT_ASSUMED;
    }
  }

  /** Credentials were issued to it for the first time. */
  record FirstIssued(RoleArn role) implements PodEvent {
    @Override
    public Reason reason() {
      return Reason.CREDENTIALS_ISSUED;
    }

    @Override
    public String message() {
      return "its first credentials are of role " + role;
    }
  }

  /** What names its role names another one than before, and its credentials are that one's. */
  record RoleChanged(RoleArn role, RoleArn before) implements PodEvent {
    @Override
    public Reason reason() {
      return Reason.ROLE_CHANGED;
    }

    @Override
    public String message() {
      return "its credentials are of role %s from here on; before, they were of role %s"
          .formatted(role, before);
    }
  }
}
