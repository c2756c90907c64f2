package dev.rolecall.cli.explain;

import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Arn;
import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Caller;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.policy.cases.CaseCaller;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** A request as flags give it. */
final class RequestOptions {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--principal",
      paramLabel = "ARN",
      description =
          "Who asks: the ARN of a user, role, role session, federated user, root or identity provider; a service's name; or 'anonymous'.")
  private Optional<String> principal = Optional.empty();

  @Option(names = "--action", paramLabel = "ACTION", description = "What for: s3:GetObject.")
  private Optional<String> action = Optional.empty();

  @Option(
      names = "--resource",
      paramLabel = "ARN",
      defaultValue = "*",
      description = "On what; '*' (the default) for actions that have no resource.")
  private String resource;

  @Option(
      names = "--resource-account",
      paramLabel = "ID",
      description =
          "Whose the resource is (default: the account in its ARN, else that of who asks).")
  private Optional<String> resourceAccount = Optional.empty();

  @Option(
      names = "--context",
      paramLabel = "KEY=VALUE",
      description =
          "A condition key of the request; of a multi-valued key a list as JSON: aws:TagKeys='[\"a\",\"b\"]'. May be repeated.")
  private List<String> context = List.of();

  boolean given() {
    return principal.isPresent() || action.isPresent();
  }

  boolean hasPrincipal() {
    return principal.isPresent();
  }

  String action() {
    return action.orElseThrow(() -> wrong("--action is missing"));
  }

  String resource() {
    return resource;
  }

  Caller caller() {
    String text = principal.orElseThrow(() -> wrong("--principal is missing"));
    return CaseCaller.parse(text, action())
        .orElseThrow(
            () -> wrong("--principal '" + text + "' is neither an ARN, a service nor 'anonymous'"));
  }

  /**
   * @param known what is known of the request besides; keys of the flags replace it
   */
  AuthorizationRequest request(Caller caller, RequestContext known) {
    RequestContext all = known;
    for (String text : context) {
      int equals = text.indexOf('=');
      if (equals <= 0) {
        throw wrong("--context '" + text + "' is not of the form KEY=VALUE");
      }
      all = all.with(text.substring(0, equals), value(text.substring(equals + 1)));
    }
    return new AuthorizationRequest(
        CaseCaller.withFacts(caller, all), action(), resource, account(caller), all);
  }

  private RequestContext.Entry value(String text) {
    return ContextValue.parse(text).orElseThrow(() -> wrong("'" + text + "' is no list of texts"));
  }

  private AccountId account(Caller caller) {
    if (resourceAccount.isPresent()) {
      return account(resourceAccount.get())
          .orElseThrow(() -> wrong("--resource-account must have 12 digits"));
    }
    return Arn.parse(resource)
        .flatMap(arn -> account(arn.account()))
        .or(caller::account)
        .orElseThrow(() -> wrong("--resource-account is missing: nothing else tells it"));
  }

  private static Optional<AccountId> account(String text) {
    try {
      return Optional.of(new AccountId(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what);
  }
}
