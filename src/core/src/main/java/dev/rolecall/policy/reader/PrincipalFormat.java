package dev.rolecall.policy.reader;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Arn;
import dev.rolecall.policy.Principals;
import dev.rolecall.policy.Principals.Principal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How principals are written (IAM User Guide, "AWS JSON policy elements: Principal"). */
final class PrincipalFormat {
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern ROOT =
      Pattern.compile("arn:(aws[a-z-]{0,30}):iam::([0-9]{12}):root");
  private static final Pattern ARN =
      Pattern.compile(
          "arn:aws[a-z-]{0,30}:(iam::[0-9]{12}:(user|role)/[!-~]{1,600}"
              + "|sts::[0-9]{12}:(assumed-role/[^/\\s]{1,64}/[^/\\s]{2,64}"
              + "|federated-user/[^/\\s]{2,64}))");
  private static final Pattern UNIQUE_ID = Pattern.compile("(AIDA|AROA)[A-Z0-9]{12,124}");
  private static final Pattern PROVIDER =
      Pattern.compile(
          "arn:aws[a-z-]{0,30}:iam::[0-9]{12}:(oidc-provider|saml-provider)/[!-~]{1,512}");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

  /** Of a host's name (RFC 1035); a longer text is not looked at. */
  private static final int LONGEST_HOST = 253;

  private PrincipalFormat() {}

  /** The entry, or empty where {@code text} is none, which is reported at {@code node}. */
  static Optional<Principal> read(String key, String text, Node node) {
    if (key.equals("AWS") && text.equals("*")) {
      return Optional.of(new Principals.Anyone());
    }
    if (text.contains("${")) {
      node.problem(
          "VARIABLE_UNSUPPORTED_IN_ELEMENT",
          "'"
              + text
              + "' has a variable; variables are for Resource and Condition, name each principal,"
              + " or use \"*\" with a condition on aws:PrincipalArn.");
      return Optional.empty();
    }
    if (text.indexOf('*') >= 0 || text.indexOf('?') >= 0) {
      node.problem(
          "UNSUPPORTED_WILDCARD_IN_PRINCIPAL",
          "'"
              + text
              + "' has a wildcard; name each principal, or use \"*\" with an ArnLike condition on"
              + " aws:PrincipalArn.");
      return Optional.empty();
    }
    return switch (key) {
      case "AWS" -> aws(text, node);
      case "Federated" -> federated(text, node);
      default -> service(text, node);
    };
  }

  private static Optional<Principal> aws(String text, Node node) {
    Matcher root = ROOT.matcher(text);
    if (root.matches()) {
      return Optional.of(new Principals.Account(new AccountId(root.group(2)), root.group(1)));
    }
    if (ACCOUNT.matcher(text).matches()) {
      return Optional.of(new Principals.Account(new AccountId(text), null));
    }
    Optional<Principal> named =
        Optional.of(text)
            .filter(arn -> ARN.matcher(arn).matches())
            .flatMap(Arn::parse)
            .map(Principals.Named::new);
    if (named.isPresent()) {
      return named;
    }
    if (UNIQUE_ID.matcher(text).matches()) {
      return Optional.of(new Principals.UniqueId(text));
    }
    String hint =
        isHost(text)
            ? " A service belongs under \"Service\", an identity provider under \"Federated\"."
            : "";
    node.problem(
        "INVALID_PRINCIPAL_FORMAT",
        "Invalid principal in policy: \"AWS\":\""
            + text
            + "\"; it must be an account id, or the ARN of an account's root, a user, a role or a"
            + " role session."
            + hint);
    return Optional.empty();
  }

  private static Optional<Principal> federated(String text, Node node) {
    if (PROVIDER.matcher(text).matches() || isHost(text)) {
      return Optional.of(new Principals.Federated(text));
    }
    node.problem(
        "INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY",
        "Invalid principal in policy: \"Federated\":\""
            + text
            + "\"; it must be an identity provider's ARN, as"
            + " arn:aws:iam::111111111111:oidc-provider/idp.example.com.");
    return Optional.empty();
  }

  private static Optional<Principal> service(String text, Node node) {
    if (isHost(text)) {
      return Optional.of(new Principals.Service(text));
    }
    node.problem(
        "INVALID_SERVICE_PRINCIPAL_FORMAT",
        "Invalid principal in policy: \"Service\":\""
            + text
            + "\"; it must be a service's name, as pods.eks.amazonaws.com.");
    return Optional.empty();
  }

  private static boolean isHost(String text) {
    return text.length() <= LONGEST_HOST && HOST.matcher(text).matches();
  }
}
