package dev.rolecall.cli.explain;

import dev.rolecall.cli.console.Failure;
import dev.rolecall.cli.local.LocalManifests;
import dev.rolecall.cli.local.QuotaOption;
import dev.rolecall.directory.Account;
import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.directory.Role;
import dev.rolecall.identity.AccessKeyId;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.SessionName;
import dev.rolecall.kube.directory.Directories;
import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.Caller;
import dev.rolecall.policy.EvaluationRules;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.session.Session;
import dev.rolecall.session.SessionPolicies;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A role of a folder of manifests, with every policy that bears on its sessions. */
final class ManifestOptions {
  @Option(
      names = "--manifests",
      paramLabel = "DIR",
      description =
          "Take policies from the roles and accounts of this folder of manifests: those of --role, and the trust policy of --resource where that is a role.")
  private Optional<Path> folder = Optional.empty();

  @Mixin private QuotaOption quotas;

  @Option(
      names = "--role",
      paramLabel = "ARN",
      description = "With --manifests: a session of this role asks.")
  private Optional<String> role = Optional.empty();

  @Option(
      names = "--session-name",
      paramLabel = "NAME",
      defaultValue = "session",
      converter = SessionNameConverter.class,
      description = "With --role: the session's name (default: ${DEFAULT-VALUE}).")
  private SessionName sessionName;

  @Option(
      names = "--session-tag",
      paramLabel = "KEY=VALUE",
      description = "With --role: a tag of the session. May be repeated.")
  private Map<String, String> sessionTags = Map.of();

  boolean given() {
    return folder.isPresent();
  }

  boolean givenRole() {
    return role.isPresent();
  }

  /** The request, and what the manifests say of it; flags add to it. */
  Question question(RequestOptions flags, PolicyOptions policies, Clock clock) {
    Path manifests = folder.orElseThrow();
    try (Directories directories = LocalManifests.read(manifests, quotas.quotas(), clock)) {
      ResourceDirectory resources = directories.resources();
      Optional<Role> caller = role.map(arn -> find(arn, resources));
      AuthorizationRequest request =
          caller
              .map(found -> request(flags, session(found, clock), resources, clock))
              .orElseGet(() -> flags.request(flags.caller(), RequestContext.empty()));
      Policies known = caller.map(found -> policies(found, resources)).orElse(QuestionOptions.NONE);
      return new Question(
          policies.policies(withResource(known, trust(request, resources))), request);
    }
  }

  private static AuthorizationRequest request(
      RequestOptions flags, Session session, ResourceDirectory resources, Clock clock) {
    return flags.request(
        new Caller.RoleSession(session.roleArn(), session.arn()),
        new SessionPolicies(resources, clock).of(session).context(Map.of()));
  }

  /** As sts puts them together for a session. */
  private Policies policies(Role found, ResourceDirectory resources) {
    Account account =
        resources
            .account(found.arn().account())
            .filter(known -> !known.suspended())
            .orElseThrow(() ->
                new Failure(
                    "the role's account is suspended",
                    String.valueOf(folder.orElse(null)),
                    "no session of account " + found.arn().account() + " may do anything",
                    "end the suspension in its Account"));
    return new Policies(
        found.policies(),
        null,
        Stream.of(found.boundary(), account.boundary()).filter(Objects::nonNull).toList(),
        null,
        account.scps(),
        List.of());
  }

  private Role find(String arn, ResourceDirectory resources) {
    return RoleArn.parse(arn)
        .flatMap(resources::role)
        .orElseThrow(() ->
            new Failure(
                "there is no such role",
                String.valueOf(folder.orElse(null)),
                "no manifest has a role with the ARN '" + arn + "'",
                "write arn:aws:iam::ACCOUNT:role/NAME of an IAMRole, with the account's id"));
  }

  private Session session(Role found, Clock clock) {
    Instant now = clock.instant();
    return new Session(
        found.id(),
        found.arn(),
        sessionName,
        AccessKeyId.generate(found.arn().account(), new Random(0)),
        sessionTags,
        Set.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Map.of(),
        List.of(),
        now,
        now.plus(Duration.ofHours(1)));
  }

  /** The trust policy of the role that is the resource, where it is one. */
  private static @Nullable PolicyDocument trust(
      AuthorizationRequest request, ResourceDirectory resources) {
    return EvaluationRules.isTrust(request)
        ? RoleArn.parse(request.resource())
            .flatMap(resources::role)
            .map(Role::trustPolicy)
            .orElse(null)
        : null;
  }

  private static Policies withResource(Policies policies, @Nullable PolicyDocument resource) {
    return new Policies(
        policies.identity(),
        resource,
        policies.boundaries(),
        policies.session(),
        policies.scps(),
        policies.rcps());
  }
}
