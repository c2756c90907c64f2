package dev.rolecall.binding;

import dev.rolecall.directory.Account;
import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.directory.Role;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says which role a workload asks for, first found wins: pod annotation {@code rolecall.dev/role},
 * a RoleAssociation, service account annotation {@code rolecall.dev/role}, service account
 * annotation {@code eks.amazonaws.com/role-arn}. The name is a request, not a grant.
 *
 * <p>What cannot be told for certain is no binding: an annotation that is no role's name, matching
 * associations that name different roles or give one tag different values, an association that sets
 * a tag which only sts may set.
 */
public final class RoleBinding {
  /** A role's name in the workload's account, or an ARN. */
  public static final String ROLE_ANNOTATION = "rolecall.dev/role";

  public static final String EKS_ROLE_ANNOTATION = "eks.amazonaws.com/role-arn";

  private static final String REQUEST = "request";

  private final ResourceDirectory resources;

  public RoleBinding(ResourceDirectory resources) {
    this.resources = resources;
  }

  /** What the workload asks for at this moment. */
  public Binding resolve(Workload workload) {
    String namespace = workload.pod().namespace();
    Optional<Account> owner = resources.accountOf(namespace);
    if (owner.isEmpty()) {
      return new Binding.Unbound("namespace " + namespace + " belongs to no account");
    }
    Account account = owner.get();
    if (account.suspended()) {
      return new Binding.Unbound("account " + account.id() + " is suspended");
    }
    Matching matching = Matching.of(workload, resources.associations(namespace));
    return matching
        .tagProblem()
        .<Binding>map(Binding.Unbound::new)
        .orElseGet(() -> allowed(workload, bind(name(workload, matching), account.id(), matching)));
  }

  /**
   * What the workload gets that names the role in its request, as web identities do: whoever names
   * the role, the session policies and tags of all matching associations apply.
   */
  public Binding resolve(Workload workload, RoleArn requested) {
    String namespace = workload.pod().namespace();
    Optional<Account> owner = resources.accountOf(namespace);
    if (owner.isEmpty()) {
      return allowed(workload, new Binding.Bound(requested, REQUEST, List.of(), Map.of()));
    }
    if (owner.get().suspended()) {
      return new Binding.Unbound("account " + owner.get().id() + " is suspended");
    }
    Matching matching = Matching.of(workload, resources.associations(namespace));
    return matching
        .tagProblem()
        .<Binding>map(Binding.Unbound::new)
        .orElseGet(() -> allowed(workload, bound(REQUEST, requested, matching)));
  }

  /** A task's containers never get its execution role, whatever names it. */
  private static Binding allowed(Workload workload, Binding binding) {
    return switch (binding) {
      case Binding.Bound bound ->
          ExecutionRole.objection(workload, bound.role())
              .<Binding>map(Binding.Unbound::new)
              .orElse(bound);
      case Binding.Unbound unbound -> unbound;
    };
  }

  /** Whoever names the role, the session policies and tags of all associations apply. */
  private Binding bind(Naming naming, AccountId account, Matching matching) {
    return switch (naming) {
      case Naming.Named(var source, var role) -> bound(source, role, matching);
      case Naming.Text(var source, var text) ->
          role(text, account)
              .map(role -> bound(source, role, matching))
              .orElseGet(
                  () -> new Binding.Unbound(source + " is no role's name or ARN: '" + text + "'"));
      case Naming.Several(var reason) -> new Binding.Unbound(reason);
      case Naming.None() -> new Binding.Unbound("nothing names a role for it");
    };
  }

  private static Binding bound(String source, RoleArn role, Matching matching) {
    return new Binding.Bound(role, source, matching.sessionPolicies(), matching.tags());
  }

  private static Naming name(Workload workload, Matching matching) {
    Map<String, String> ofAccount = workload.serviceAccountAnnotations();
    return annotation("pod", workload.podAnnotations(), ROLE_ANNOTATION)
        .or(() -> association(matching))
        .or(() -> annotation("service account", ofAccount, ROLE_ANNOTATION))
        .or(() -> annotation("service account", ofAccount, EKS_ROLE_ANNOTATION))
        .orElseGet(Naming.None::new);
  }

  private static Optional<Naming> annotation(
      String owner, Map<String, String> annotations, String key) {
    return Optional.ofNullable(annotations.get(key))
        .map(text -> new Naming.Text(owner + " annotation " + key, text));
  }

  private static Optional<Naming> association(Matching matching) {
    return switch (matching.roles().size()) {
      case 0 -> Optional.empty();
      case 1 ->
          Optional.of(
              new Naming.Named("association " + matching.names(), matching.roles().getFirst()));
      default ->
          Optional.of(
              new Naming.Several(
                  "associations %s match and name different roles: %s"
                      .formatted(
                          matching.names(),
                          matching.roles().stream()
                              .map(RoleArn::toString)
                              .collect(Collectors.joining(", ")))));
    };
  }

  /**
   * An ARN as it stands; a name with the path of the account's role, where there is such a role.
   */
  private Optional<RoleArn> role(String text, AccountId account) {
    if (text.startsWith("arn:")) {
      return RoleArn.parse(text);
    }
    if (!RoleArn.NAME.matcher(text).matches()) {
      return Optional.empty();
    }
    return resources
        .role(account, text)
        .map(Role::arn)
        .or(() -> Optional.of(new RoleArn(account, "/", text)));
  }

  /** What names the role. */
  private sealed interface Naming {
    record Named(String source, RoleArn role) implements Naming {}

    /** An annotation, not read yet. */
    record Text(String source, String text) implements Naming {}

    record Several(String reason) implements Naming {}

    record None() implements Naming {}
  }
}
