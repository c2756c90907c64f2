package dev.rolecall.policy.cases;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Arn;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.policy.Caller;
import dev.rolecall.policy.RequestContext;
import java.util.Locale;
import java.util.Optional;

/** The principal of a case, as one text. */
public final class CaseCaller {
  private static final String ASSUMED_ROLE = "assumed-role/";

  private CaseCaller() {}

  /**
   * The caller, or empty where the text is none.
   *
   * @param action a host is an identity provider for {@code sts:AssumeRoleWithWebIdentity} and
   *     {@code sts:AssumeRoleWithSAML}, and a service for all else
   */
  public static Optional<Caller> parse(String principal, String action) {
    if (principal.equals("anonymous")) {
      return Optional.of(new Caller.Anonymous());
    }
    Optional<Arn> arn = Arn.parse(principal);
    if (arn.isPresent()) {
      return ofArn(arn.get());
    }
    if (principal.indexOf('.') < 0 || principal.indexOf(':') >= 0) {
      return Optional.empty();
    }
    boolean federated = action.toLowerCase(Locale.ROOT).startsWith("sts:assumerolewith");
    return Optional.of(
        federated ? new Caller.WebIdentity(principal) : new Caller.Service(principal));
  }

  /**
   * The caller as the request's own keys know it better: a role session's {@code aws:PrincipalArn}
   * is its role's ARN, with the path that the session's own does not tell.
   */
  public static Caller withFacts(Caller caller, RequestContext context) {
    return caller instanceof Caller.RoleSession(RoleArn role, Arn session)
        ? context
            .single("aws:PrincipalArn")
            .flatMap(RoleArn::parse)
            .filter(known -> known.account().equals(role.account()))
            .filter(known -> known.name().equals(role.name()))
            .<Caller>map(known -> new Caller.RoleSession(known, session))
            .orElse(caller)
        : caller;
  }

  private static Optional<Caller> ofArn(Arn arn) {
    if (isProvider(arn)) {
      return Optional.of(new Caller.WebIdentity(arn.toString()));
    }
    AccountId account;
    try {
      account = new AccountId(arn.account());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (arn.service().equals("iam") && arn.resource().equals("root")) {
      return Optional.of(new Caller.Root(account));
    }
    if (arn.service().equals("sts") && arn.resource().startsWith(ASSUMED_ROLE)) {
      return session(account, arn);
    }
    if (arn.service().equals("iam") && arn.resource().startsWith("role/")) {
      return RoleArn.parse(arn.toString()).map(Caller.Role::new);
    }
    return Optional.of(
        arn.resource().startsWith("federated-user/")
            ? new Caller.FederatedUser(account, arn)
            : new Caller.User(account, arn));
  }

  private static boolean isProvider(Arn arn) {
    return arn.resource().startsWith("oidc-provider/")
        || arn.resource().startsWith("saml-provider/");
  }

  /** A session's ARN does not tell its role's path. */
  private static Optional<Caller> session(AccountId account, Arn arn) {
    String[] names = arn.resource().substring(ASSUMED_ROLE.length()).split("/", 2);
    return names.length == 2 && RoleArn.NAME.matcher(names[0]).matches()
        ? Optional.of(new Caller.RoleSession(new RoleArn(account, "/", names[0]), arn))
        : Optional.empty();
  }
}
