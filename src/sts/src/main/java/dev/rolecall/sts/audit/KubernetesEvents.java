package dev.rolecall.sts.audit;

import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.Workload;
import dev.rolecall.json.Json;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Writes Events of type Warning on pods. One thread writes them, one Event stands for the same
 * refusal of the same pod, and what does not fit into the queue is left to the audit events.
 */
public final class KubernetesEvents implements EventRecorder, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(KubernetesEvents.class);
  private static final String REASON = "RoleNotAssumed";
  private static final String COMPONENT = "rolecall-sts";
  private static final int QUEUE = 256;
  private static final int CONFLICT = 409;

  /** An Event's message has 1,024 bytes at most (Kubernetes API reference). */
  private static final int LONGEST_MESSAGE = 1000;

  private static final int LONGEST_NAME = 253;

  private final KubernetesClient client;
  private final Clock clock;
  private final EventThrottle throttle;
  private final ExecutorService writer;

  public KubernetesEvents(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
    this.throttle = new EventThrottle(clock);
    this.writer =
        new ThreadPoolExecutor(
            0,
            1,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            Thread.ofVirtual().name("events").factory());
  }

  @Override
  public void refused(Workload workload, String reason) {
    String id = id(workload.pod(), reason);
    OptionalInt count = throttle.occurred(workload.pod().uid(), id);
    if (count.isEmpty()) {
      return;
    }
    try {
      writer.execute(() -> write(event(workload.pod(), id, reason, count.getAsInt())));
    } catch (RejectedExecutionException e) {
      LOG.debugf("Too many Events wait to be written; one on pod %s is not", workload.pod());
    }
  }

  @Override
  public void close() {
    writer.shutdownNow();
  }

  private static String id(PodRef pod, String reason) {
    return UUID.nameUUIDFromBytes((pod.uid() + " " + reason).getBytes(StandardCharsets.UTF_8))
        .toString()
        .substring(0, 13);
  }

  /** The longest beginning of the pod's name that leaves the id room (RFC 1123 subdomain). */
  static String name(PodRef pod, String id) {
    int room = LONGEST_NAME - 1 - id.length();
    String begin = pod.name().substring(0, Math.min(room, pod.name().length()));
    return begin.replaceFirst("[^a-z0-9]+$", "") + "." + id;
  }

  private Event event(PodRef pod, String id, String reason, int count) {
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    return new EventBuilder()
        .withNewMetadata()
        .withName(name(pod, id))
        .withNamespace(pod.namespace())
        .endMetadata()
        .withNewInvolvedObject()
        .withApiVersion("v1")
        .withKind("Pod")
        .withNamespace(pod.namespace())
        .withName(pod.name())
        .withUid(pod.uid())
        .endInvolvedObject()
        .withType("Warning")
        .withReason(REASON)
        .withMessage(reason.substring(0, Math.min(LONGEST_MESSAGE, reason.length())))
        .withNewSource()
        .withComponent(COMPONENT)
        .endSource()
        .withReportingComponent(COMPONENT)
        .withFirstTimestamp(now)
        .withLastTimestamp(now)
        .withCount(count)
        .build();
  }

  private void write(Event event) {
    String namespace = event.getMetadata().getNamespace();
    try {
      client.v1().events().inNamespace(namespace).resource(event).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() == CONFLICT) {
        repeat(event);
      } else {
        LOG.warnf("An Event in namespace %s could not be written: %s", namespace, e.getMessage());
      }
    }
  }

  /** The Event is there already, perhaps by another replica: it happened again. */
  private void repeat(Event event) {
    Map<String, ?> change =
        Map.of("count", event.getCount(), "lastTimestamp", event.getLastTimestamp());
    try {
      client
          .v1()
          .events()
          .inNamespace(event.getMetadata().getNamespace())
          .withName(event.getMetadata().getName())
          .patch(PatchContext.of(PatchType.JSON_MERGE), Json.write(change));
    } catch (KubernetesClientException e) {
      LOG.warnf("An Event could not be counted: %s", e.getMessage());
    }
  }
}
