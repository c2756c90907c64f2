package dev.rolecall.agent.metadata;

import dev.rolecall.agent.endpoint.EndpointAnswer;
import dev.rolecall.agent.endpoint.EndpointRequest;
import dev.rolecall.agent.endpoint.NodeServices;
import dev.rolecall.agent.endpoint.Refusal;
import dev.rolecall.agent.node.NodeContainer;
import dev.rolecall.agent.node.NodeFacts;
import dev.rolecall.agent.node.NodePod;
import dev.rolecall.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code ECS_CONTAINER_METADATA_URI_V4} and {@code ECS_CONTAINER_METADATA_URI}: what there is to
 * know of the pod that asks, and of no other.
 */
public final class MetadataEndpoint {
  private static final String JSON = "application/json";

  private final NodeServices services;
  private final ContainerStats stats;
  private final Executor blocking;
  private final Executor agent;

  /**
   * @param blocking for what reads files
   * @param agent the agent's own thread, on which answers complete
   */
  public MetadataEndpoint(
      NodeServices services, ContainerStats stats, Executor blocking, Executor agent) {
    this.services = services;
    this.stats = stats;
    this.blocking = blocking;
    this.agent = agent;
  }

  /**
   * @param pod that asks, attested, and allowed to
   */
  public CompletionStage<EndpointAnswer> answer(EndpointRequest request, NodePod pod) {
    MetadataRoute route = MetadataRoute.of(request.target()).orElse(null);
    NodeFacts node = services.pods().node().orElse(null);
    if (route == null) {
      return refuse(request, pod, "path", "the path is not one of those that are served", "4");
    }
    if (node == null) {
      return now(error(500, route.version(), "the node is not known yet"));
    }
    return route
        .container(pod)
        .map(container -> found(route, new TaskDocuments(node, pod), container))
        .orElseGet(() ->
            refuse(
                request, pod, "foreign-id", "the metadata id is not the pod's", route.version()));
  }

  private CompletionStage<EndpointAnswer> found(
      MetadataRoute route, TaskDocuments documents, NodeContainer container) {
    NodePod pod = documents.pod();
    return switch (route.what()) {
      case CONTAINER -> now(json(documents.container(container)));
      case TASK -> now(json(documents.task()));
      case TASK_WITH_TAGS -> now(json(documents.taskWithTags()));
      case CONTAINER_STATS ->
          read(() ->
              stats.of(pod, container).map(MetadataEndpoint::json).orElseGet(() -> ok("null")));
      case TASK_STATS -> read(() -> json(ofAll(pod)));
    };
  }

  /** By the containers' ids, {@code null} for those that do not run, as ECS has it. */
  private Map<String, @Nullable Object> ofAll(NodePod pod) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    for (NodeContainer container : pod.containers()) {
      if (!container.id().isEmpty()) {
        all.put(container.id(), stats.of(pod, container).orElse(null));
      }
    }
    return all;
  }

  private CompletionStage<EndpointAnswer> read(Supplier<EndpointAnswer> reading) {
    return CompletableFuture.supplyAsync(reading, blocking)
        .exceptionally(failure -> error(500, "4", "the statistics cannot be read"))
        .thenApplyAsync(answer -> answer, agent);
  }

  private CompletionStage<EndpointAnswer> refuse(
      EndpointRequest request, NodePod pod, String code, String reason, String version) {
    services
        .refusals()
        .refused(
            new Refusal("metadata", request.connection(), Optional.of(pod.pod()), code, reason));
    return now(error(404, version, "nothing is known of this id at this path"));
  }

  /** A text in JSON, as the ECS agent's errors are here. */
  private static EndpointAnswer error(int status, String version, String what) {
    return EndpointAnswer.of(status, JSON, "\"V" + version + " metadata handler: " + what + "\"");
  }

  private static EndpointAnswer json(Map<String, ? extends @Nullable Object> members) {
    return ok(Json.write(members));
  }

  private static EndpointAnswer ok(String json) {
    return EndpointAnswer.of(200, JSON, json);
  }

  private static CompletionStage<EndpointAnswer> now(EndpointAnswer answer) {
    return CompletableFuture.completedFuture(answer);
  }
}
