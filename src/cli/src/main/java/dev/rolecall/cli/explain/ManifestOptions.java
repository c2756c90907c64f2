package dev.rolecall.cli.explain;

import dev.rolecall.cli.console.Failure;
import dev.rolecall.cli.local.LocalManifests;
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
import dev.rolecall.session.SessionAuthority;
import dev.rolecall.session.SessionPolicies;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A role of a folder of manifests, with every policy that bears on its sessions. */
final class ManifestOptions {
  private static final Policies NONE =
      new Policies(List.of(), null, List.of(), null, List.of(), List.of());

  @Option(
      names = "--manifests",
      paramLabel = "DIR",
      description =
          "Take policies from the roles and accounts of this folder of manifests: those of --role, and the trust policy of --resource where that is a role.")
  private Optional<Path> folder = Optional.empty();

  @Option(
      names = "--role",
      paramLabel = "ARN",
      description = "With --manifests: a session of this role asks.")
  private Optional<String> role = Optional.empty();

  @Option(
      names = "--session-name",
      paramLabel = "NAME",
      defaultValue = "session",
      description = "With --role: the session's name (default: ${DEFAULT-VALUE}).")
  private String sessionName;

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
    try (Directories directories = LocalManifests.read(manifests, clock)) {
      ResourceDirectory resources = directories.resources();
      Optional<SessionAuthority> session =
          role.map(arn -> authority(session(find(arn, resources), clock), resources, clock));
      Caller caller = session.map(SessionAuthority::caller).orElseGet(flags::caller);
      RequestContext known =
          session.map(found -> found.context(Map.of())).orElseGet(RequestContext::empty);
      AuthorizationRequest request = flags.request(caller, known);
      Policies ofCaller = session.map(found -> found.policies(null)).orElse(NONE);
      return new Question(
          policies.policies(withResource(ofCaller, trust(request, resources))), request);
    }
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
        new SessionName(sessionName),
        AccessKeyId.generate(found.arn().account(), new java.util.Random(0)),
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

  private static SessionAuthority authority(
      Session session, ResourceDirectory resources, Clock clock) {
    return new SessionPolicies(resources, clock).of(session);
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
