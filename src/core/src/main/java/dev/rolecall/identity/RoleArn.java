package dev.rolecall.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code arn:aws:iam::<account>:role<path><name>}.
 *
 * @param path begins and ends with a slash, at most 512 characters
 * @param name at most 64 characters of {@code [\w+=,.@-]}; unique in an account whatever its case
 */
public record RoleArn(AccountId account, String path, String name) {
  /** The limits of the IAM API's {@code roleNameType} and {@code pathType}. */
  public static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+=,.@-]{1,64}");

  public static final Pattern PATH = Pattern.compile("/|/[\\x21-\\x7E]{1,510}/");

  public RoleArn {
    if (!PATH.matcher(path).matches() || path.contains("//")) {
      throw new IllegalArgumentException("not a role path: '" + path + "'");
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a role name: '" + name + "'");
    }
  }

  /**
   * The role that {@code text} names, or empty where it is no role ARN of the partition {@code
   * aws}.
   */
  public static Optional<RoleArn> parse(String text) {
    return Arn.parse(text)
        .filter(arn -> arn.partition().equals("aws") && arn.service().equals("iam"))
        .filter(arn -> arn.region().isEmpty() && arn.resource().startsWith("role/"))
        .flatMap(RoleArn::ofResource);
  }

  private static Optional<RoleArn> ofResource(Arn arn) {
    String resource = arn.resource();
    int slash = resource.lastIndexOf('/');
    try {
      return Optional.of(
          new RoleArn(
              new AccountId(arn.account()),
              resource.substring("role".length(), slash + 1),
              resource.substring(slash + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * {@code arn:aws:sts::<account>:assumed-role/<name>/<session>}: the path is dropped, as AWS does.
   */
  public Arn assumedBy(SessionName session) {
    return new Arn("aws", "sts", "", account.value(), "assumed-role/" + name + "/" + session);
  }

  @Override
  public String toString() {
    return "arn:aws:iam::" + account + ":role" + path + name;
  }
}
