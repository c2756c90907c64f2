package dev.rolecall.kube.resource;

/** Patterns of more than one field; they must mean the same to Java and to Go's RE2. */
public final class Forms {
  static final String POLICY_REFERENCE =
      "^([A-Za-z0-9_+=,.@-]{1,128}|arn:aws:iam::([0-9]{12}|aws):policy/[!-~]+)$";

  static final String POLICY_NAME = "^[A-Za-z0-9_+=,.@-]{1,128}$";

  static final String ROLE_NAME = "^[A-Za-z0-9_+=,.@-]{1,64}$";

  /** A role's name or its ARN. */
  public static final String ROLE_REFERENCE =
      "^([A-Za-z0-9_+=,.@-]{1,64}|arn:aws:iam::[0-9]{12}:role/[!-~]+)$";

  static final String ROLE_ARN = "^arn:aws:iam::[0-9]{12}:role/[!-~]+$";

  private Forms() {}
}
