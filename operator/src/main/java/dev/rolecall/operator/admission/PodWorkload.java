package dev.rolecall.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.identity.Workload;
import java.util.HashMap;
import java.util.Map;

/** Pods as the workloads that they will be. */
public final class PodWorkload {
  private PodWorkload() {}

  /**
   * A new pod has no UID yet, and perhaps no name: the request's UID stands for both.
   *
   * @param uid the request's
   * @param annotations of its service account
   */
  public static Workload of(
      String namespace, String uid, JsonNode pod, Map<String, String> annotations) {
    JsonNode metadata = pod.path("metadata");
    String name = metadata.path("name").asText(metadata.path("generateName").asText());
    return new Workload(
        new PodRef(namespace, name.isEmpty() ? uid : name, uid),
        serviceAccount(namespace, pod),
        "",
        texts(metadata.path("labels")),
        texts(metadata.path("annotations")),
        annotations);
  }

  /** The one that it will have, named or not. */
  public static ServiceAccountRef serviceAccount(String namespace, JsonNode pod) {
    String name = pod.path("spec").path("serviceAccountName").asText();
    return new ServiceAccountRef(namespace, name.isEmpty() ? "default" : name);
  }

  /** The members of an object of texts. */
  public static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new HashMap<>();
    object.properties().forEach(member -> texts.put(member.getKey(), member.getValue().asText()));
    return texts;
  }
}
