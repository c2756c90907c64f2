package dev.rolecall.agent.guard.report;

import dev.rolecall.agent.guard.cni.PodInterface;
import dev.rolecall.agent.guard.rules.SetElement;
import dev.rolecall.audit.AuditEvent;
import dev.rolecall.audit.AuditFields;
import dev.rolecall.audit.AuditedCall;
import dev.rolecall.audit.CloudTrailLines;
import dev.rolecall.audit.Outcome;
import dev.rolecall.audit.StreamOutput;
import dev.rolecall.audit.UserIdentity;
import dev.rolecall.json.JsonLines;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Audit lines about packets that were stopped: one for each kind and offender, with a count. */
final class StopAudit {
  private static final String SERVICE = "guard.rolecall";
  private static final String EVENT = "StopPackets";
  private static final String WOULD_STOP = "WouldStopPackets";

  private final StreamOutput out;
  private final Supplier<UUID> ids;
  private final String region;
  private final boolean observing;
  private final CloudTrailLines form;

  /**
   * @param observing whether they pass all the same
   */
  StopAudit(OutputStream out, Supplier<UUID> ids, String region, boolean observing) {
    this.out = new StreamOutput(out);
    this.ids = ids;
    this.form = new CloudTrailLines(ids);
    this.region = region;
    this.observing = observing;
  }

  /**
   * @param since when it was looked last
   */
  void write(List<Stopped> stopped, List<PodInterface> interfaces, Instant since, Instant now)
      throws IOException {
    JsonLines lines = new JsonLines();
    for (Stopped some : stopped) {
      AuditEvent event = event(some, owner(some, interfaces), since, now);
      form.add(event, region, lines);
    }
    out.write(lines.read());
  }

  private AuditEvent event(
      Stopped stopped, Optional<PodInterface> owner, Instant since, Instant now) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(AuditFields.RULE, stopped.stop().label());
    stopped
        .offender()
        .map(SetElement::interfaceName)
        .filter(name -> !name.isEmpty())
        .ifPresent(name -> details.put(AuditFields.INTERFACE, name));
    owner.ifPresent(pod -> details.put(AuditFields.WORKLOAD, workload(pod)));
    if (observing) {
      details.put(AuditFields.OBSERVED, true);
    }
    String name = observing ? WOULD_STOP : EVENT;
    String source = stopped.offender().map(SetElement::value).orElse("");
    String reason = stopped.stop().reason();
    return new AuditEvent(
            now,
            new AuditedCall(SERVICE, name, ids.get().toString(), source, ""),
            new UserIdentity.Unknown(),
            observing
                ? new Outcome.Granted(reason)
                : new Outcome.Refused("AccessDenied", "", reason),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Map.of(),
            details)
        .repeated(stopped.packets(), since);
  }

  /** The pod whose interface it was, or on a bridge whose address: spoofed ones are no evidence. */
  private static Optional<PodInterface> owner(Stopped stopped, List<PodInterface> interfaces) {
    return stopped
        .offender()
        .flatMap(offender ->
            interfaces.stream()
                .filter(pod ->
                    pod.link().name().equals(offender.interfaceName())
                        || stopped.stop().isBySource()
                            && pod.through().name().equals(offender.interfaceName())
                            && pod.has(offender.value()))
                .findFirst());
  }

  private static Map<String, Object> workload(PodInterface pod) {
    Map<String, Object> workload = new LinkedHashMap<>();
    Map<String, String> named = pod.pod();
    workload.put(AuditFields.NAMESPACE, named.getOrDefault("namespace", ""));
    workload.put(AuditFields.POD, named.getOrDefault("pod", ""));
    Optional.ofNullable(named.get("uid")).ifPresent(uid -> workload.put(AuditFields.POD_UID, uid));
    return workload;
  }
}
