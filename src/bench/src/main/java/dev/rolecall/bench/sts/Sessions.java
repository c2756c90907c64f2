package dev.rolecall.bench.sts;

import dev.rolecall.bench.sts.Directory.Pod;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.RoleId;
import dev.rolecall.identity.SessionName;
import dev.rolecall.session.Credentials;
import dev.rolecall.session.MasterKeys;
import dev.rolecall.session.SessionDraft;
import dev.rolecall.session.SessionIssuer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sessions as sts itself issues them, by the same master key. */
final class Sessions {
  private final String jwkSet = MasterKeys.withNewKey("", Clock.systemUTC());
  private final SessionIssuer issuer;

  Sessions() {
    MasterKeys keys = MasterKeys.parse(jwkSet);
    issuer = new SessionIssuer(() -> keys, Clock.systemUTC(), new SecureRandom());
  }

  /** The master keys, as a state folder has them. */
  String masterKeys() {
    return jwkSet;
  }

  /** A new one. */
  Credentials of(Pod pod) {
    String issuerHost = Directory.ISSUER_HOST;
    SessionDraft draft =
        new SessionDraft(
            RoleId.ofUid(pod.roleUid()),
            RoleArn.parse(pod.roleArn()).orElseThrow(),
            new SessionName(pod.name()),
            Map.of(),
            Set.of(),
            Optional.empty(),
            List.of(),
            Optional.of(new PodRef(pod.namespace(), pod.name(), pod.uid())),
            Map.of(
                "aws:FederatedProvider",
                pod.providerArn(),
                issuerHost + ":sub",
                pod.subject(),
                issuerHost + ":aud",
                "sts.amazonaws.com"),
            List.of(),
            Duration.ofHours(1));
    if (issuer.issue(draft) instanceof SessionIssuer.Result.Issued issued) {
      return issued.credentials();
    }
    throw new IllegalStateException("a session of this size must fit");
  }
}
