package dev.rolecall.sts;

import dev.rolecall.audit.AuditSink;
import dev.rolecall.session.MasterKeys;
import dev.rolecall.sts.audit.EventRecorder;
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
    Supplier<String> requestIds) {
  /** The issuers that nobody may declare: the cluster's, and sts itself. */
  Set<String> reserved(String cluster) {
    return Stream.concat(
            Stream.of(cluster), outbound.stream().map(issuer -> issuer.url().toString()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
