package dev.rolecall.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whoever asked the API server for something ({@code UserInfo} of {@code authentication.k8s.io}).
 *
 * @param uid empty where the server tells none
 * @param extra what its authenticator added
 */
public record Requester(
    String name, String uid, List<String> groups, Map<String, List<String>> extra) {
  private static final String NODE = "system:node:";

  public Requester {
    groups = List.copyOf(groups);
    extra =
        extra.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
  }

  static Requester of(JsonNode userInfo) {
    return new Requester(
        userInfo.path("username").asText(),
        userInfo.path("uid").asText(),
        texts(userInfo.path("groups")),
        userInfo.path("extra").properties().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> texts(entry.getValue()))));
  }

  /** Whether it is the kubelet of a node, by the name that its certificate gives it. */
  public boolean isKubeletOf(String node) {
    return !node.isEmpty() && name.equals(NODE + node);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.asText()));
    return texts;
  }
}
