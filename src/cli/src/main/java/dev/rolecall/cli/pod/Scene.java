package dev.rolecall.cli.pod;

import dev.rolecall.binding.AttestedCluster;
import dev.rolecall.binding.Binding;
import dev.rolecall.binding.RoleBinding;
import dev.rolecall.cli.live.BrokerSettings;
import dev.rolecall.cli.live.Injected;
import dev.rolecall.cli.live.Listing;
import dev.rolecall.cli.live.PodView;
import dev.rolecall.directory.Account;
import dev.rolecall.directory.Role;
import dev.rolecall.directory.association.Association;
import dev.rolecall.directory.association.Matches;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.Workload;
import dev.rolecall.kube.directory.Catalog;
import dev.rolecall.kube.directory.CatalogBuilder;
import dev.rolecall.kube.directory.PodLookup;
import dev.rolecall.kube.directory.Reserved;
import dev.rolecall.kube.directory.ResourceLists;
import dev.rolecall.policy.PolicyQuotas;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that the steps look at: what was read, and what it means to the code by which sts decides.
 *
 * @param labelled the account's id by its namespace's label, where Accounts may not be read
 * @param injected how it was injected; empty where it was not
 */
record Scene(
    PodView view,
    PodLookup lookup,
    Catalog catalog,
    Optional<String> labelled,
    Optional<Injected> injected,
    Clock clock) {
  /** What the operator labels namespaces with; its value is the account's id. */
  static final String ACCOUNT_LABEL = "rolecall.dev/account";

  static Scene of(PodView view, Clock clock) {
    Optional<String> labelled =
        view.resources().accounts().gap().isEmpty() ? Optional.empty() : label(view);
    return new Scene(
        view,
        PodLookup.of(view.pod(), view.serviceAccount().seen(), view.settings().eks(), clock),
        catalog(view, labelled),
        labelled,
        Injected.of(view.pod(), view.settings().audiences()),
        clock);
  }

  private static Optional<String> label(PodView view) {
    return view.namespace()
        .seen()
        .flatMap(namespace -> Optional.ofNullable(namespace.getMetadata().getLabels()))
        .map(labels -> labels.get(ACCOUNT_LABEL));
  }

  private static Catalog catalog(PodView view, Optional<String> labelled) {
    PodView.Resources resources = view.resources();
    List<dev.rolecall.kube.resource.Account> accounts =
        new ArrayList<>(resources.accounts().items());
    labelled.ifPresent(id -> accounts.add(stand(id, view.pod().getMetadata().getNamespace())));
    Set<String> issuers = view.settings().issuer().seen().map(Set::of).orElse(Set.of());
    return new CatalogBuilder(Reserved.issuers(issuers), PolicyQuotas.OF_ACCEPTED)
        .build(
            new ResourceLists(
                accounts,
                resources.roles().items(),
                resources.policies().items(),
                resources.providers().items(),
                resources.associations().items(),
                List.of(),
                namespaces(view)));
  }

  /** By whose labels Accounts select: all, or the pod's own where no more may be read. */
  private static List<Namespace> namespaces(PodView view) {
    Listing<Namespace> all = view.resources().namespaces();
    return all.gap().isEmpty() ? all.items() : view.namespace().seen().stream().toList();
  }

  /** An Account that says no more than the label does. */
  private static dev.rolecall.kube.resource.Account stand(String id, String namespace) {
    var account = new dev.rolecall.kube.resource.Account();
    account.setMetadata(new ObjectMetaBuilder().withName("unseen").build());
    account.getSpec().setAccountId(id);
    account.getSpec().setNamespaces(List.of(namespace));
    return account;
  }

  Pod pod() {
    return view.pod();
  }

  Workload workload() {
    return lookup.workload();
  }

  BrokerSettings settings() {
    return view.settings();
  }

  Optional<Account> account() {
    return catalog.accountOf(workload().pod().namespace());
  }

  /** How its credentials are got; a pod that is not injected would most often be so. */
  Injected way() {
    return injected.orElse(Injected.NODE);
  }

  /** As sts binds it: by the role of its request where it names one itself. */
  Binding binding() {
    RoleBinding bindings = new RoleBinding(catalog, settings().clusterName());
    return askedRole()
        .map(role -> bindings.resolve(workload(), role))
        .orElseGet(() -> bindings.resolve(workload()));
  }

  /** What its annotations and associations name now, whatever its request will be. */
  Binding named() {
    return new RoleBinding(catalog, settings().clusterName()).resolve(workload());
  }

  /** The role that the pod's SDK will ask for by name. */
  Optional<RoleArn> askedRole() {
    return way() == Injected.WEB_IDENTITY
        ? Injected.variable(pod(), "AWS_ROLE_ARN").flatMap(RoleArn::parse)
        : Optional.empty();
  }

  Optional<Binding.Bound> bound() {
    return binding() instanceof Binding.Bound bound ? Optional.of(bound) : Optional.empty();
  }

  Optional<Role> role() {
    return bound().flatMap(bound -> catalog.role(bound.role()));
  }

  /** The role of the sessions that the pod itself has. */
  Optional<Role> worn() {
    return role().flatMap(role -> catalog.role(bound().orElseThrow().worn()));
  }

  /** Those that match the workload, as far as they are worked out. */
  List<Association> associations() {
    return switch (catalog
        .associations(workload().pod().namespace())
        .matching(workload().serviceAccount().name(), workload().podLabels())) {
      case Matches.Found(var found) -> found;
      case Matches.TooMany tooMany -> List.of();
    };
  }

  /** What is attested of it. */
  AttestedCluster cluster() {
    return new AttestedCluster(catalog, settings().region(), settings().clusterName());
  }

  Map<String, String> podAnnotations() {
    return Optional.ofNullable(pod().getMetadata().getAnnotations()).orElse(Map.of());
  }

  /** What its own annotation names; nothing in it says that there is to be none. */
  Optional<String> podRole() {
    return Optional.ofNullable(podAnnotations().get(RoleBinding.ROLE_ANNOTATION));
  }

  Map<String, String> podLabels() {
    return Optional.ofNullable(pod().getMetadata().getLabels()).orElse(Map.of());
  }

  boolean isOnHostNetwork() {
    return Boolean.TRUE.equals(pod().getSpec().getHostNetwork());
  }
}
