package dev.rolecall.binding;

import dev.rolecall.binding.Binding.Bound;
import dev.rolecall.directory.Account;
import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.directory.Role;
import dev.rolecall.directory.association.AssociatedRole;
import dev.rolecall.directory.association.Matches;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.Workload;
import dev.rolecall.policy.PolicyDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Says which role a workload asks for, first found wins: pod annotation {@code rolecall.dev/role},
 * the RoleAssociations of the highest priority, service account annotation {@code
 * rolecall.dev/role}, service account annotation {@code eks.amazonaws.com/role-arn}. The name is a
 * request, not a grant.
 *
 * <p>What cannot be told for certain is no binding: an annotation that is no role's name, matching
 * associations of one priority that lead to different roles, or that give one tag different values,
 * an association that sets a tag which only sts may set, more associations than are looked at.
 */
public final class RoleBinding {
  /** A role's name in the workload's account, or an ARN. */
  public static final String ROLE_ANNOTATION = "rolecall.dev/role";

  public static final String EKS_ROLE_ANNOTATION = "eks.amazonaws.com/role-arn";

  private static final String REQUEST = "request";

  private final ResourceDirectory resources;
  private final String cluster;

  /**
   * @param cluster its name, which tags may hold
   */
  public RoleBinding(ResourceDirectory resources, String cluster) {
    this.resources = resources;
    this.cluster = cluster;
  }

  /** What the workload asks for at this moment. */
  public Binding resolve(Workload workload) {
    String namespace = workload.pod().namespace();
    return resources
        .accountOf(namespace)
        .map(account ->
            resolve(workload, account, matching -> bind(name(workload, matching), account.id())))
        .map(binding -> allowed(workload, binding))
        .orElseGet(() -> new Binding.Unbound("namespace " + namespace + " belongs to no account"));
  }

  /**
   * What the workload gets that names the role in its request, as web identities do: whoever names
   * the role, the session policies and tags of all matching associations apply. An association that
   * sends the role's sessions on to a target role does not mean them for the workload itself.
   */
  public Binding resolve(Workload workload, RoleArn requested) {
    Binding binding =
        resources
            .accountOf(workload.pod().namespace())
            .map(account ->
                resolve(
                    workload,
                    account,
                    matching -> requested(requested, bind(name(workload, matching), account.id()))))
            .orElseGet(() -> Bound.toRole(requested, REQUEST));
    return allowed(workload, binding);
  }

  /** A task's containers never get its execution role, whatever names it or leads to it. */
  private static Binding allowed(Workload workload, Binding binding) {
    return switch (binding) {
      case Bound bound ->
          ExecutionRole.objection(workload, bound.role())
              .or(() -> ExecutionRole.objection(workload, bound.worn()))
              .<Binding>map(Binding.Unbound::new)
              .orElse(bound);
      case Binding.Unbound unbound -> unbound;
    };
  }

  /** Whoever names the role, the session policies and tags of all associations apply. */
  private Binding resolve(Workload workload, Account account, Function<Matching, Binding> naming) {
    if (account.suspended()) {
      return new Binding.Unbound("account " + account.id() + " is suspended");
    }
    Matches matches =
        resources
            .associations(workload.pod().namespace())
            .matching(workload.serviceAccount().name(), workload.podLabels());
    return switch (matches) {
      case Matches.TooMany(var reason) -> new Binding.Unbound(reason);
      case Matches.Found(var found) -> {
        AttestedFacts facts = new AttestedFacts(workload, account.id(), cluster);
        yield switch (AssociatedTags.of(found, facts)) {
          case AssociatedTags.Refused(var reason) -> new Binding.Unbound(reason);
          case AssociatedTags.Tags(var tags) -> {
            Matching matching = new Matching(found);
            yield with(naming.apply(matching), matching.sessionPolicies(), tags);
          }
        };
      }
    };
  }

  private static Binding with(
      Binding binding, List<PolicyDocument> policies, Map<String, String> tags) {
    return binding instanceof Bound bound ? bound.with(policies, tags) : binding;
  }

  private Binding bind(Naming naming, AccountId account) {
    return switch (naming) {
      case Naming.Named(var source, var it) ->
          new Bound(it.role(), source, it.target(), List.of(), Map.of(), it.attestedTags());
      case Naming.Text(var source, var text) ->
          role(text, account)
              .<Binding>map(role -> Bound.toRole(role, source))
              .orElseGet(
                  () -> new Binding.Unbound(source + " is no role's name or ARN: '" + text + "'"));
      case Naming.Several(var reason) -> new Binding.Unbound(reason);
      case Naming.None() -> new Binding.Unbound("nothing names a role for it");
    };
  }

  private static Binding requested(RoleArn requested, Binding own) {
    return own instanceof Bound bound && bound.target().isPresent() && isSame(requested, bound)
        ? new Binding.Unbound(
            "%s sends sessions of %s on to %s, which only container credentials do: use another mode than web-identity, or name the target role"
                .formatted(bound.namedBy(), bound.role(), bound.worn()))
        : Bound.toRole(requested, REQUEST);
  }

  /** Role names differ by more than case. */
  private static boolean isSame(RoleArn requested, Bound bound) {
    return requested.account().equals(bound.role().account())
        && requested.name().equalsIgnoreCase(bound.role().name());
  }

  private static Naming name(Workload workload, Matching matching) {
    Map<String, String> ofAccount = workload.serviceAccountAnnotations();
    return annotation("pod", workload.podAnnotations(), ROLE_ANNOTATION)
        .or(() -> matching.deciding().map(RoleBinding::association))
        .or(() -> annotation("service account", ofAccount, ROLE_ANNOTATION))
        .or(() -> annotation("service account", ofAccount, EKS_ROLE_ANNOTATION))
        .orElseGet(Naming.None::new);
  }

  private static Optional<Naming> annotation(
      String owner, Map<String, String> annotations, String key) {
    return Optional.ofNullable(annotations.get(key))
        .map(text -> new Naming.Text(owner + " annotation " + key, text));
  }

  private static Naming association(Matching.Deciding deciding) {
    return switch (deciding) {
      case Matching.Deciding.Agreed(var source, var role) -> new Naming.Named(source, role);
      case Matching.Deciding.Tied(var reason) -> new Naming.Several(reason);
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
    record Named(String source, AssociatedRole role) implements Naming {}

    /** An annotation, not read yet. */
    record Text(String source, String text) implements Naming {}

    record Several(String reason) implements Naming {}

    record None() implements Naming {}
  }
}
