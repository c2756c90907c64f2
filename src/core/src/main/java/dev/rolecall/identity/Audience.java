package dev.rolecall.identity;

/** Each way to sts has a token audience of its own, refused on every other way. */
public enum Audience {
  /** Container credentials, the audience that EKS Pod Identity has. */
  CONTAINER_CREDENTIALS("pods.eks.amazonaws.com"),
  /** AssumeRoleWithWebIdentity, the audience that IRSA has. */
  WEB_IDENTITY("sts.amazonaws.com"),
  /** An agent that asks for the credentials of pods. */
  AGENT("agent.rolecall.dev"),
  /** A service that asks for decisions on requests it received. */
  AUTHORIZE("authorize.rolecall.dev"),
  /** The operator, when it asks which roles are in use. */
  OPERATOR("operator.rolecall.dev");

  private final String value;

  Audience(String value) {
    this.value = value;
  }

  /** The {@code aud} claim. */
  public String value() {
    return value;
  }
}
