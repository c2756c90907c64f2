package dev.rolecall.sts.audit;

import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.Workload;
import dev.rolecall.json.Json;
import dev.rolecall.text.OneLine;
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
 * Writes Events on pods. One thread writes them, one Event stands for the same news of the same pod
 * whichever replicas tell them, and what does not fit into the queue is left to the audit events.
 */
public final class KubernetesEvents implements EventRecorder, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(KubernetesEvents.class);
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
  public void record(Workload workload, PodEvent event) {
    String id = id(workload.pod(), event);
    OptionalInt count = throttle.occurred(workload.pod().uid(), id);
    if (count.isEmpty()) {
      return;
    }
    Event written = event(workload.pod(), id, event, count.getAsInt());
    try {
      writer.execute(() -> write(written, event));
    } catch (RejectedExecutionException e) {
      LOG.debugf("Too many Events wait to be written; one on pod %s is not", workload.pod());
    }
  }

  @Override
  public void close() {
    writer.shutdownNow();
  }

  private static String id(PodRef pod, PodEvent event) {
    String text = pod.uid() + " " + event.message();
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
        .toString()
        .substring(0, 13);
  }

  /** The longest beginning of the pod's name that leaves the id room (RFC 1123 subdomain). */
  static String name(PodRef pod, String id) {
    int room = LONGEST_NAME - 1 - id.length();
    String begin = pod.name().substring(0, Math.min(room, pod.name().length()));
    return begin.replaceFirst("[^a-z0-9]+$", "") + "." + id;
  }

  private Event event(PodRef pod, String id, PodEvent event, int count) {
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
        .withType(event.reason().type())
        .withReason(event.reason().toString())
        .withMessage(message(event))
        .withNewSource()
        .withComponent(COMPONENT)
        .endSource()
        .withReportingComponent(COMPONENT)
        .withFirstTimestamp(now)
        .withLastTimestamp(now)
        .withCount(count)
        .build();
  }

  /** In one line, and without what a terminal obeys: a refusal may repeat what the pod asked. */
  private static String message(PodEvent event) {
    String text = OneLine.of(event.message());
    return text.substring(0, Math.min(LONGEST_MESSAGE, text.length()));
  }

  private void write(Event event, PodEvent told) {
    String namespace = event.getMetadata().getNamespace();
    try {
      client.v1().events().inNamespace(namespace).resource(event).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() == CONFLICT) {
        // What happens once needs no count: another replica was first to tell it.
        if (!(told instanceof PodEvent.FirstIssued)) {
          repeat(event);
        }
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
