package dev.rolecall.sts;

import dev.rolecall.binding.RoleBinding;
import dev.rolecall.directory.Account;
import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.Audience;
import dev.rolecall.kube.directory.Directories;
import dev.rolecall.session.SealedMessages;
import dev.rolecall.session.SessionIssuer;
import dev.rolecall.session.SessionLiveness;
import dev.rolecall.session.SessionOpener;
import dev.rolecall.session.SessionPolicies;
import dev.rolecall.sigv4.SignatureVerifier;
import dev.rolecall.sts.action.AssumeRole;
import dev.rolecall.sts.action.AssumeRoleWithWebIdentity;
import dev.rolecall.sts.action.CallingSessions;
import dev.rolecall.sts.action.DecodeAuthorizationMessage;
import dev.rolecall.sts.action.GetAccessKeyInfo;
import dev.rolecall.sts.action.GetCallerIdentity;
import dev.rolecall.sts.action.GetWebIdentityToken;
import dev.rolecall.sts.action.Permissions;
import dev.rolecall.sts.assume.AssumeRoleService;
import dev.rolecall.sts.assume.ClusterTokens;
import dev.rolecall.sts.assume.PodAttestor;
import dev.rolecall.sts.assume.RoleAssumption;
import dev.rolecall.sts.assume.SignedCallers;
import dev.rolecall.sts.assume.Steps;
import dev.rolecall.sts.assume.WebIdentityService;
import dev.rolecall.sts.audit.Auditor;
import dev.rolecall.sts.audit.PodEvents;
import dev.rolecall.sts.authorize.AuthorizeService;
import dev.rolecall.sts.authorize.ServiceAuthentication;
import dev.rolecall.sts.denial.AuthorizationMessages;
import dev.rolecall.sts.http.HttpEndpoint;
import dev.rolecall.sts.issuer.ClusterIssuer;
import dev.rolecall.sts.issuer.ProviderKeys;
import dev.rolecall.sts.issuer.TrustedIssuers;
import dev.rolecall.sts.operator.OperatorPods;
import dev.rolecall.sts.operator.RoleUsesResource;
import dev.rolecall.sts.outbound.IdentityTokens;
import dev.rolecall.sts.query.Action;
import dev.rolecall.sts.query.QueryResource;
import dev.rolecall.sts.usage.RoleUses;
import dev.rolecall.token.KeyFetching;
import dev.rolecall.token.TokenVerifier;
import dev.rolecall.trust.TrustEvaluator;
import java.util.List;
import java.util.Optional;

/**
 * The doors, over one set of directories.
 *
 * @param roleUses what the operator asks
 * @param resources what decisions are made from
 * @param auditor of calls that no door is opened for
 */
record Endpoints(
    HttpEndpoint query,
    AgentEndpoints agents,
    AuthorizeEndpoints authorize,
    HttpEndpoint roleUses,
    ResourceDirectory resources,
    Auditor auditor)
    implements AutoCloseable {
  /** Puts the parts together; nothing is started. */
  static Endpoints over(
      Directories directories, ClusterIssuer issuer, Surroundings around, Settings settings) {
    if (settings.audiences().of(Audience.WEB_IDENTITY).contains(issuer.issuer())
        || settings.audiences().of(Audience.CONTAINER_CREDENTIALS).contains(issuer.issuer())) {
      throw new StartException(
          "rolecall.web-identity.audiences, rolecall.container-credentials.audiences",
          "the cluster's issuer is the audience of the API server's own tokens");
    }
    TrustedIssuers issuers =
        new TrustedIssuers(
            directories.resources(),
            issuer,
            settings.audiences(),
            around.outbound().map(own -> own.url().toString()),
            new ProviderKeys(KeyFetching.limited(around.documents(), around.clock())));
    PodAttestor pods = new PodAttestor(directories.workloads(), around.clock());
    TokenVerifier verifier = new TokenVerifier(around.clock(), settings.keptTokens());
    SessionOpener opener =
        new SessionOpener(around.sessionKeys(), around.clock(), settings.keptSessions());
    around.metrics().directories(directories);
    around.metrics().caches(opener::kept, verifier::kept);
    ClusterTokens tokens = new ClusterTokens(verifier, issuers, pods);
    RoleUses uses = new RoleUses(around.clock());
    Steps steps = steps(directories, pods, uses, around, settings);
    SignedCallers callers = callers(directories, opener, uses, around);
    SessionPolicies sessions = new SessionPolicies(directories.resources(), around.clock());
    AuthorizationMessages messages =
        new AuthorizationMessages(
            new SealedMessages(around.sessionKeys(), around.clock(), around.random()));
    Auditor auditor =
        new Auditor(
            around.audit(),
            PodEvents.of(around.events(), directories.nodes(), around.clock()),
            around.clock());

    return new Endpoints(
        new QueryResource(
            actions(
                new WebIdentityService(verifier, issuers, steps, settings.unboundTokens()),
                new AssumeRoleService(steps, sessions),
                new CallingSessions(callers, directories.resources(), directories.workloads()),
                new Permissions(sessions, messages),
                messages,
                around
                    .outbound()
                    .map(own ->
                        new IdentityTokens(
                            own, settings.region(), around.clock(), around.requestIds()))),
            auditor,
            around.requestIds()),
        AgentEndpoints.over(
            directories,
            issuer,
            new SharedParts(tokens, steps, sessions, auditor),
            around,
            settings),
        AuthorizeEndpoints.over(
            new ServiceAuthentication(tokens, settings.authorizeServices(), around.clock()),
            new AuthorizeService(callers, sessions, around.clock(), messages),
            auditor,
            around,
            settings),
        new RoleUsesResource(
            new OperatorPods(tokens, settings.operator()),
            uses,
            settings.region(),
            auditor,
            around.requestIds()),
        directories.resources(),
        auditor);
  }

  /** The account that owns a namespace. */
  Optional<AccountId> owner(String namespace) {
    return resources.accountOf(namespace).map(Account::id);
  }

  @Override
  public void close() {
    agents.close();
  }

  private static List<Action> actions(
      WebIdentityService webIdentity,
      AssumeRoleService chaining,
      CallingSessions callers,
      Permissions permissions,
      AuthorizationMessages messages,
      Optional<IdentityTokens> tokens) {
    return List.of(
        new AssumeRoleWithWebIdentity(webIdentity),
        new AssumeRole(callers, chaining, messages),
        new GetCallerIdentity(callers),
        new GetAccessKeyInfo(callers, permissions),
        new DecodeAuthorizationMessage(callers, permissions, messages),
        new GetWebIdentityToken(callers, permissions, tokens));
  }

  private static Steps steps(
      Directories directories,
      PodAttestor pods,
      RoleUses uses,
      Surroundings around,
      Settings settings) {
    return new Steps(
        directories.resources(),
        pods,
        new RoleBinding(directories.resources(), settings.clusterName()),
        new RoleAssumption(
            directories.resources(),
            directories.workloads(),
            new TrustEvaluator(around.clock()),
            new SessionIssuer(around.sessionKeys(), around.clock(), around.random()),
            uses),
        settings.quotas());
  }

  private static SignedCallers callers(
      Directories directories, SessionOpener opener, RoleUses uses, Surroundings around) {
    return new SignedCallers(
        new SignatureVerifier(around.clock()),
        opener,
        new SessionLiveness(directories.resources(), directories.workloads(), around.clock()),
        uses);
  }
}
