package dev.rolecall.cli.pod;

import dev.rolecall.cli.live.Sight;
import dev.rolecall.directory.Account;
import dev.rolecall.directory.Role;
import dev.rolecall.directory.RoleUse;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.kube.directory.CatalogProblem;
import dev.rolecall.kube.directory.CatalogProblem.Reason;
import dev.rolecall.kube.directory.RoleArns;
import dev.rolecall.kube.resource.IAMRole;
import dev.rolecall.text.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether the role is there, in an account that issues, and in use. */
final class RoleCheck {
  private static final String NAME = "role";

  /** What may be there and not be seen by this user. */
  private static final Set<Reason> OF_OTHERS =
      Set.of(
          Reason.POLICY_NOT_FOUND,
          Reason.BOUNDARY_NOT_FOUND,
          Reason.TRUSTED_ROLE_NOT_FOUND,
          Reason.TRUSTED_ROLE_REPLACED);

  private RoleCheck() {}

  static Step look(Scene scene) {
    if (scene.bound().isEmpty()) {
      return Step.skipped(NAME, "none is named");
    }
    RoleArn arn = scene.bound().get().role();
    return scene
        .role()
        .map(role -> Step.of(NAME, found(scene, role)))
        .orElseGet(() -> Step.of(NAME, absent(scene, arn)));
  }

  /** Why a role is not found. */
  static Finding absent(Scene scene, RoleArn arn) {
    boolean own = scene.account().filter(it -> it.id().equals(arn.account())).isPresent();
    return own ? missing(scene, arn) : foreign(scene, arn);
  }

  private static List<Finding> found(Scene scene, Role role) {
    List<Finding> findings = new ArrayList<>();
    Optional<Account> account = scene.catalog().account(role.arn().account());
    if (account.filter(Account::suspended).isPresent()) {
      findings.add(
          new Finding.Wrong(
              "account %s of role %s is suspended".formatted(account.get().id(), role.arn()),
              "have its administrators end the suspension, or name a role of another account"));
    }
    Optional<IAMRole> object = object(scene, role.id());
    findings.add(
        new Finding.Fine(
            "role %s is IAMRole %s/%s"
                .formatted(
                    role.arn(),
                    role.namespace(),
                    object.map(it -> it.getMetadata().getName()).orElse("?"))));
    object.ifPresent(it -> problems(scene, it).forEach(findings::add));
    account
        .filter(it -> it.roleUse() == RoleUse.GRANTED)
        .flatMap(it -> object)
        .map(it -> grant(scene, it))
        .ifPresent(findings::add);
    return findings;
  }

  /** The pod was admitted; the next one like it is made by somebody else, as by a controller. */
  private static Finding grant(Scene scene, IAMRole role) {
    String namespace = role.getMetadata().getNamespace();
    String name = role.getMetadata().getName();
    ServiceAccountRef account = scene.workload().serviceAccount();
    return switch (scene.view().grants().ask(account, namespace, name)) {
      case Sight.Seen<Boolean>(var granted) when granted ->
          new Finding.Fine("RBAC grants its service account the use of the role");
      case Sight.Hidden<Boolean>(var why) ->
          new Finding.Note(
              "its account grants the use of roles by RBAC; whether it does to the pod's service account is not known: "
                  + why);
      default ->
          new Finding.Note(
              "RBAC does not grant service account %s the use of IAMRole %s/%s: pods that name it are admitted only where whoever makes them has the verb 'use' on it"
                  .formatted(account, namespace, name));
    };
  }

  private static List<Finding> problems(Scene scene, IAMRole role) {
    boolean partly =
        scene.view().resources().roles().gap().isPresent()
            || scene.view().resources().policies().gap().isPresent();
    return of(scene, role).stream()
        .<Finding>map(problem ->
            partly && OF_OTHERS.contains(problem.reason())
                ? new Finding.Unseen(problem.message() + "; or you may not read it")
                : new Finding.Wrong(
                    problem.message(), "mend the IAMRole; see docs/status.md, " + problem.reason()))
        .toList();
  }

  private static Finding missing(Scene scene, RoleArn arn) {
    Optional<IAMRole> unused =
        scene.view().resources().roles().items().stream()
            .filter(role ->
                scene
                    .catalog()
                    .accountOf(role.getMetadata().getNamespace())
                    .flatMap(account -> RoleArns.of(role, account.id()))
                    .filter(it -> it.account().equals(arn.account()))
                    .filter(it -> it.name().equalsIgnoreCase(arn.name()))
                    .isPresent())
            .findFirst();
    if (unused.isPresent()) {
      return unused(scene, arn, unused.get());
    }
    Optional<String> gap = scene.view().resources().roles().gap();
    return new Finding.Wrong(
        "role %s does not exist%s"
            .formatted(arn, gap.map(it -> " as far as can be seen: " + it).orElse("")),
        "make an IAMRole of this name in a namespace of the account, or name another."
            + Spelling.hint(arn.name(), names(scene, arn)));
  }

  private static Finding unused(Scene scene, RoleArn arn, IAMRole role) {
    String place = role.getMetadata().getNamespace() + "/" + role.getMetadata().getName();
    List<CatalogProblem> problems = of(scene, role);
    if (problems.isEmpty()) {
      return new Finding.Wrong(
          "role %s has another path: IAMRole %s is %s"
              .formatted(
                  arn,
                  place,
                  RoleArns.of(role, arn.account()).map(RoleArn::toString).orElse("no role")),
          "name the role by its ARN with its path, or by its name alone");
    }
    return new Finding.Wrong(
        "IAMRole %s is not in use: %s".formatted(place, problems.getFirst().message()),
        "mend the IAMRole; see docs/status.md, " + problems.getFirst().reason());
  }

  private static Finding foreign(Scene scene, RoleArn arn) {
    boolean allSeen =
        scene.view().resources().roles().gap().isEmpty()
            && scene.view().resources().accounts().gap().isEmpty();
    return allSeen
        ? new Finding.Wrong(
            scene.catalog().account(arn.account()).isPresent()
                ? "role %s, which is another account's, does not exist".formatted(arn)
                : "role %s is of account %s, which no Account is".formatted(arn, arn.account()),
            "name another role, or have the other account make this one")
        : new Finding.Unseen(
            "role %s is another account's: whether it exists and trusts this pod is its owner's to know"
                .formatted(arn));
  }

  private static List<String> names(Scene scene, RoleArn arn) {
    return scene.view().resources().roles().items().stream()
        .flatMap(role -> RoleArns.of(role, arn.account()).stream())
        .map(RoleArn::name)
        .toList();
  }

  private static List<CatalogProblem> of(Scene scene, IAMRole role) {
    return scene.catalog().problems().stream()
        .filter(problem -> problem.kind().equals("IAMRole"))
        .filter(problem -> problem.namespace().equals(role.getMetadata().getNamespace()))
        .filter(problem -> problem.name().equals(role.getMetadata().getName()))
        .toList();
  }

  private static Optional<IAMRole> object(Scene scene, RoleId id) {
    return scene.view().resources().roles().items().stream()
        .filter(role -> RoleId.ofUid(role.getMetadata().getUid()).equals(id))
        .findFirst();
  }
}
