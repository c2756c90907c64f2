package dev.rolecall.sts;

import dev.rolecall.audit.AuditSink;
import dev.rolecall.kube.directory.Reserved;
import dev.rolecall.session.MasterKeys;
import dev.rolecall.sts.audit.EventRecorder;
import dev.rolecall.sts.metrics.StsMetrics;
import dev.rolecall.sts.outbound.OutboundIssuer;
import dev.rolecall.token.DocumentFetcher;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the decisions need of the world.
 *
 * @param outbound the issuer of sessions' identity tokens, where there is one
 */
record Surroundings(
    Clock clock,
    SecureRandom random,
    Supplier<MasterKeys> sessionKeys,
    Optional<OutboundIssuer> outbound,
    DocumentFetcher documents,
    AuditSink audit,
    EventRecorder events,
    Supplier<String> requestIds,
    StsMetrics metrics) {
  /**
   * What no account may have: the cluster's issuer, that of sts itself, and these namespaces.
   *
   * @param namespaces besides Kubernetes's own
   */
  Reserved reserved(String clusterIssuer, Set<String> namespaces) {
    Set<String> issuers =
        Stream.concat(
                Stream.of(clusterIssuer), outbound.stream().map(issuer -> issuer.url().toString()))
            .collect(Collectors.toUnmodifiableSet());
    return new Reserved(issuers, namespaces);
  }
}
