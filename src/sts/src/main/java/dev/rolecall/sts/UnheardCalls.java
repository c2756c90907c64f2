package dev.rolecall.sts;

import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.audit.Auditor;
import dev.rolecall.sts.http.HttpFailures;
import dev.rolecall.sts.http.Unheard;
import java.util.Optional;
import java.util.function.Supplier;

/** Records calls that are refused before anybody looks at what they ask. */
record UnheardCalls(Auditor auditor, Supplier<String> requestIds) implements Unheard {
  @Override
  public void refused(HttpFailures protocol, String source, String userAgent, Why why) {
    AuditTrail trail = new AuditTrail(requestIds.get(), protocol.service(), source);
    trail.userAgent(Optional.of(userAgent));
    auditor.refused(trail, why.code(), why.reason(), why.reason());
  }
}
