package dev.rolecall.sts;

import dev.rolecall.binding.EksPrefix;
import dev.rolecall.cache.Bounds;
import dev.rolecall.identity.Audiences;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.limit.RateLimit;
import dev.rolecall.limit.SourceNetwork;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.sts.authorize.asking.AskingServices;
import dev.rolecall.sts.connection.ConnectionLimits;
import dev.rolecall.sts.limit.LimitSettings;
import dev.rolecall.token.AddressPolicy;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The configuration, read and found good. */
record Settings(
    String region,
    String clusterName,
    ServiceAccountRef nodeAgent,
    ServiceAccountRef operator,
    AskingServices authorizeServices,
    boolean unboundTokens,
    Audiences audiences,
    EksPrefix eks,
    AddressPolicy addresses,
    PolicyQuotas quotas,
    Bounds keptSessions,
    Bounds keptTokens,
    LimitSettings limits,
    int agentStreams,
    ConnectionLimits connections) {
  private static final int SESSIONS_OF_HEAP = 4;
  private static final int TOKENS_OF_HEAP = 2;

  /** EKS Auth's clusterName. */
  private static final Pattern CLUSTER_NAME = Pattern.compile("[0-9A-Za-z][A-Za-z0-9_-]{0,99}");

  static Settings of(StsConfig config) {
    if (!CLUSTER_NAME.matcher(config.cluster().name()).matches()) {
      throw new StartException(
          "rolecall.cluster.name",
          "'%s' is not 1 to 100 letters, digits, dashes and underscores"
              .formatted(config.cluster().name()));
    }
    return new Settings(
        config.region(),
        config.cluster().name(),
        serviceAccount("rolecall.agents.service-account", config.agents().serviceAccount()),
        serviceAccount("rolecall.operator.service-account", config.operator().serviceAccount()),
        AuthorizeFile.read(config.authorize(), quotas(config.quotas())),
        config.webIdentity().unboundTokens(),
        audiences(config),
        eks(config.injection().annotationPrefix()),
        addresses(config),
        quotas(config.quotas()),
        kept("session", config.sessionCache().entries(), config.sessionCache().mebibytes())
            .ofHeap(SESSIONS_OF_HEAP),
        kept("token", config.tokenCache().entries(), config.tokenCache().mebibytes())
            .ofHeap(TOKENS_OF_HEAP),
        limits(config.limits()),
        agentStreams(config.limits().agentStreams()),
        connections(config.limits()));
  }

  private static Bounds kept(String what, int entries, int mebibytes) {
    if (entries < 0 || mebibytes < 0) {
      throw new StartException(
          "rolecall." + what + "-cache", "entries and mebibytes are 0 or more; 0 keeps no " + what);
    }
    return new Bounds(entries, (long) mebibytes << 20);
  }

  private static ServiceAccountRef serviceAccount(String property, String text) {
    String[] parts = text.strip().split("/", -1);
    if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw new StartException(property, "'" + text + "' is not <namespace>/<service account>");
    }
    return new ServiceAccountRef(parts[0], parts[1]);
  }

  private static Audiences audiences(StsConfig config) {
    try {
      return Audiences.of(
          config.containerCredentials().audiences(), config.webIdentity().audiences());
    } catch (IllegalArgumentException e) {
      throw new StartException(
          "rolecall.web-identity.audiences, rolecall.container-credentials.audiences",
          String.valueOf(e.getMessage()));
    }
  }

  private static EksPrefix eks(String prefix) {
    try {
      return new EksPrefix(prefix);
    } catch (IllegalArgumentException e) {
      throw new StartException(
          "rolecall.injection.annotation-prefix", String.valueOf(e.getMessage()));
    }
  }

  private static PolicyQuotas quotas(StsConfig.Quotas quotas) {
    try {
      return new PolicyQuotas(
          quotas.managedPolicy(),
          quotas.inlinePolicies(),
          quotas.trustPolicy(),
          quotas.sessionPolicy(),
          quotas.serviceControlPolicy(),
          quotas.resourceControlPolicy(),
          quotas.resourcePolicy());
    } catch (IllegalArgumentException e) {
      throw new StartException("rolecall.quotas", String.valueOf(e.getMessage()));
    }
  }

  private static LimitSettings limits(StsConfig.Limits limits) {
    return new LimitSettings(
        rate("source-failures", limits.sourceFailuresPerSecond(), limits.sourceFailuresBurst()),
        rate("pod-calls", limits.podCallsPerSecond(), limits.podCallsBurst()),
        rate("account-calls", limits.accountCallsPerSecond(), limits.accountCallsBurst()),
        rate(
            "intermediary-calls",
            limits.intermediaryCallsPerSecond(),
            limits.intermediaryCallsBurst()),
        sources(limits.sourceIpv6Prefix()));
  }

  private static int agentStreams(int most) {
    if (most < 1) {
      throw new StartException(
          "rolecall.limits.agent-streams", "there is room for one agent of a node at least");
    }
    return most;
  }

  private static ConnectionLimits connections(StsConfig.Limits limits) {
    try {
      return new ConnectionLimits(
          limits.connections(),
          limits.connectionsPerSource(),
          rate("new-connections", limits.newConnectionsPerSecond(), limits.newConnectionsBurst()),
          Duration.ofSeconds(limits.requestHeadSeconds()),
          sources(limits.sourceIpv6Prefix()));
    } catch (IllegalArgumentException e) {
      throw new StartException("rolecall.limits", String.valueOf(e.getMessage()));
    }
  }

  private static SourceNetwork sources(int prefix) {
    try {
      return new SourceNetwork(prefix);
    } catch (IllegalArgumentException e) {
      throw new StartException(
          "rolecall.limits.source-ipv6-prefix", String.valueOf(e.getMessage()));
    }
  }

  private static RateLimit rate(String name, int perSecond, int burst) {
    try {
      return new RateLimit(perSecond, burst);
    } catch (IllegalArgumentException e) {
      throw new StartException("rolecall.limits." + name, String.valueOf(e.getMessage()));
    }
  }

  private static AddressPolicy addresses(StsConfig config) {
    try {
      return new AddressPolicy(config.oidc().allowedAddresses().orElse(List.of()));
    } catch (IllegalArgumentException e) {
      throw new StartException("rolecall.oidc.allowed-addresses", String.valueOf(e.getMessage()));
    }
  }
}
