package dev.rolecall.cli.pod;

import dev.rolecall.cli.live.Injected;
import dev.rolecall.cli.live.Sight;
import dev.rolecall.directory.Account;
import dev.rolecall.directory.PodPermissions;
import dev.rolecall.kube.directory.CatalogProblem;
import dev.rolecall.kube.directory.CatalogProblem.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** Whose namespace it is, and what that account lets its pods do. */
final class AccountCheck {
  private static final String NAME = "account";
  private static final Set<Reason> OF_NAMESPACES =
      Set.of(Reason.NAMESPACE_CLAIMED_TWICE, Reason.SYSTEM_NAMESPACE);

  private AccountCheck() {}

  static Step look(Scene scene) {
    Optional<String> gap = scene.view().resources().accounts().gap();
    if (gap.isPresent()) {
      return Step.of(
          NAME,
          scene
              .labelled()
              .map(id -> List.of(labelled(id, gap.get())))
              .orElseGet(() -> noLabel(scene, gap.get())));
    }
    return scene
        .account()
        .map(account -> owned(scene, account))
        .orElseGet(() -> Step.of(NAME, nobodys(scene)));
  }

  private static Finding labelled(String id, String gap) {
    return new Finding.Unseen(
        "the namespace's label says account %s; %s, which would tell whether it is suspended, its guardrails and its boundary"
            .formatted(id, gap));
  }

  private static List<Finding> noLabel(Scene scene, String gap) {
    String namespace = scene.workload().pod().namespace();
    return scene.view().namespace() instanceof Sight.Seen<?>
        ? List.of(
            new Finding.Wrong(
                "namespace %s has no label %s, so it belongs to no Account"
                    .formatted(namespace, Scene.ACCOUNT_LABEL),
                "have who administers Rolecall name the namespace in an Account; " + gap))
        : List.of(new Finding.Unseen(gap + ", nor the labels of namespace " + namespace));
  }

  private static Step owned(Scene scene, Account account) {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        new Finding.Fine(
            "namespace %s belongs to account %s (Account %s)"
                .formatted(scene.workload().pod().namespace(), account.id(), account.name())));
    if (account.suspended()) {
      findings.add(
          new Finding.Wrong(
              "account %s is suspended: nothing is issued and no session is good"
                  .formatted(account.id()),
              "set spec.suspended of Account %s to false".formatted(account.name())));
    }
    shut(scene, account).ifPresent(findings::add);
    findings.add(new Finding.Note("its pods may: " + powers(account)));
    return Step.of(NAME, findings);
  }

  /** What its mode needs and the account does not open. */
  private static Optional<Finding> shut(Scene scene, Account account) {
    String remedy =
        "set spec.pods.%s of Account "
            + account.name()
            + " to true, or the pod's annotation rolecall.dev/mode to another mode and make it again";
    if (scene.injected().equals(Optional.of(Injected.ECS)) && !account.pods().ecs()) {
      return Optional.of(
          new Finding.Wrong(
              "the pod was injected for the ECS endpoint, which its account does not open",
              remedy.formatted("ecs")));
    }
    boolean byNode = scene.injected().filter(Injected::needsNodeAgent).isPresent();
    return byNode && scene.isOnHostNetwork() && !account.pods().hostNetwork()
        ? Optional.of(
            new Finding.Wrong(
                "the pod is on the host's network, where its account lets no pod get credentials",
                remedy.formatted("hostNetwork")))
        : Optional.empty();
  }

  private static String powers(Account account) {
    PodPermissions pods = account.pods();
    StringJoiner powers = new StringJoiner(", ");
    powers.add("ask by their token");
    if (pods.imds()) {
      powers.add("ask IMDS");
    }
    if (pods.ecs()) {
      powers.add("ask the ECS endpoint");
    }
    if (pods.hostNetwork()) {
      powers.add("ask from the host's network");
    }
    if (account.powers().privileged()) {
      powers.add("be privileged");
    }
    if (account.powers().hostPath()) {
      powers.add("mount paths of their node");
    }
    if (account.powers().hostNamespaces()) {
      powers.add("share their node's namespaces");
    }
    return powers.toString();
  }

  private static Finding nobodys(Scene scene) {
    String namespace = scene.workload().pod().namespace();
    Optional<CatalogProblem> disputed =
        problems(scene)
            .filter(problem -> OF_NAMESPACES.contains(problem.reason()))
            .filter(problem -> problem.message().contains("'" + namespace + "'"))
            .findFirst();
    if (disputed.isPresent()) {
      return new Finding.Wrong(
          disputed.get().message(),
          "let exactly one Account name or select the namespace; see docs/status.md, "
              + disputed.get().reason());
    }
    return scene.view().resources().accounts().items().stream()
        .filter(account -> account.getSpec().getNamespaces().contains(namespace))
        .map(account -> account.getMetadata().getName())
        .sorted()
        .findFirst()
        .<Finding>map(claimant ->
            new Finding.Wrong(
                "Account %s names namespace %s and is not in use: %s"
                    .formatted(claimant, namespace, problem(scene, claimant)),
                "mend the Account; its status says the same: kubectl describe account " + claimant))
        .orElseGet(() ->
            new Finding.Wrong(
                "namespace %s belongs to no Account".formatted(namespace),
                "name or select it in exactly one Account: kubectl edit account NAME"));
  }

  private static Stream<CatalogProblem> problems(Scene scene) {
    return scene.catalog().problems().stream().filter(problem -> problem.kind().equals("Account"));
  }

  private static String problem(Scene scene, String account) {
    return problems(scene)
        .filter(problem -> problem.name().equals(account))
        .map(CatalogProblem::message)
        .findFirst()
        .orElse("it cannot be read");
  }
}
