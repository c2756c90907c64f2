package dev.rolecall.operator;

import dev.rolecall.operator.injection.Mode;
import dev.rolecall.operator.injection.plan.AgentEndpoint;
import dev.rolecall.operator.node.NodeSelection;
import dev.rolecall.policy.PolicyQuotas;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds settings that would fail later, or be dangerous, before anything is started. */
final class StartupChecks {
  private static final Duration SHORTEST_GRACE = Duration.ofSeconds(10);

  private final OperatorConfig config;
  private final List<String> problems = new ArrayList<>();

  private StartupChecks(OperatorConfig config) {
    this.config = config;
  }

  /** One sentence each, the property's name first. */
  static List<String> problems(OperatorConfig config) {
    StartupChecks checks = new StartupChecks(config);
    checks.common();
    checks.policies();
    checks.webhook(config.webhook());
    checks.problems.addAll(ConfiguredInjection.problems(config));
    checks.nodeTaint(config.nodeTaint());
    checks.lastUsed(config.lastUsed());
    return List.copyOf(checks.problems);
  }

  /**
   * The quotas of policies.
   *
   * @throws IllegalArgumentException where one is out of range
   */
  static PolicyQuotas quotas(OperatorConfig.Quotas quotas) {
    return new PolicyQuotas(
        quotas.managedPolicy(),
        quotas.inlinePolicies(),
        quotas.trustPolicy(),
        quotas.sessionPolicy(),
        quotas.serviceControlPolicy(),
        quotas.resourceControlPolicy(),
        quotas.resourcePolicy());
  }

  private void policies() {
    try {
      quotas(config.quotas());
    } catch (IllegalArgumentException e) {
      problems.add("rolecall.quotas: " + e.getMessage());
    }
  }

  private void common() {
    unless(
        config.systemNamespace().matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"),
        "rolecall.system-namespace is '%s', which is no namespace's name",
        config.systemNamespace());
    unless(
        config.region().matches("[a-z0-9-]{1,64}"),
        "rolecall.region is '%s', which is no region's name",
        config.region());
    unless(
        config.cluster().name().matches("[A-Za-z0-9][A-Za-z0-9_-]{0,99}"),
        "rolecall.cluster.name is '%s': EKS allows letters, digits, '-' and '_', 100 at most",
        config.cluster().name());
    unless(
        config.sessionKeys().rotation().compareTo(Duration.ofDays(1)) >= 0,
        "rolecall.session-keys.rotation is %s: less than a day piles up keys, for each lives as long"
            + " as sessions do",
        config.sessionKeys().rotation());
    Stream.concat(
            config.tls().webhookNames().stream().flatMap(List::stream),
            config.tls().stsNames().stream().flatMap(List::stream))
        .forEach(name ->
            unless(
                name.matches("[A-Za-z0-9*.-]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*"),
                "rolecall.tls names '%s', which is neither a DNS name nor an IP address",
                name));
  }

  private void nodeTaint(OperatorConfig.NodeTaint taint) {
    try {
      NodeSelection.of(taint.nodes());
    } catch (IllegalArgumentException e) {
      problems.add("rolecall.node-taint.nodes: " + e.getMessage());
    }
    unless(
        taint.grace().compareTo(SHORTEST_GRACE) >= 0,
        "rolecall.node-taint.grace is %s: in less than 10 s no agent starts again",
        taint.grace());
  }

  private void lastUsed(OperatorConfig.LastUsed lastUsed) {
    unless(
        lastUsed.interval().compareTo(Duration.ofSeconds(1)) >= 0,
        "rolecall.last-used.interval is %s: it is a second at least",
        lastUsed.interval());
    unless(
        !lastUsed.granularity().isNegative(),
        "rolecall.last-used.granularity is %s: no status is ahead of what it tells",
        lastUsed.granularity());
    unless(
        lastUsed.writesPerSecond() >= 1 && lastUsed.writesPerSecond() <= 1000,
        "rolecall.last-used.writes-per-second is %s: it is 1 to 1000",
        lastUsed.writesPerSecond());
  }

  private void webhook(OperatorConfig.Webhook webhook) {
    unless(
        Mode.of(webhook.defaultMode()).isPresent(),
        "rolecall.webhook.default-mode is '%s'; it is one of " + Mode.words(),
        webhook.defaultMode());
    unless(
        AgentEndpoint.ofNode(webhook.nodeEndpoint()).isPresent(),
        "rolecall.webhook.node-endpoint is '%s'; it is one of " + AgentEndpoint.words(),
        webhook.nodeEndpoint());
    unless(
        webhook.tokenLifetime().compareTo(Duration.ofMinutes(10)) >= 0
            && webhook.tokenLifetime().compareTo(Duration.ofDays(1)) <= 0,
        "rolecall.webhook.token-lifetime is %s; it is between 10 minutes and 1 day",
        webhook.tokenLifetime());
    unless(!webhook.agentImage().isBlank(), "rolecall.webhook.agent-image is empty");
    unless(
        webhook.port() >= 0 && webhook.port() <= 65535,
        "rolecall.webhook.port is %d, which is no port",
        webhook.port());
    webhook
        .stsUrl()
        .ifPresent(url ->
            unless(
                isHttps(url),
                "rolecall.webhook.sts-url is '%s': tokens travel over https alone",
                url));
  }

  private static boolean isHttps(String url) {
    try {
      URI uri = URI.create(url);
      return "https".equals(uri.getScheme()) && uri.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void unless(boolean good, String problem, Object... values) {
    if (!good) {
      problems.add(problem.formatted(values));
    }
  }
}
