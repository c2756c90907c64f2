package dev.rolecall.bench.differences;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.bench.differences.Differences.Answers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is left of a case about which two engines differ. */
record DifferingCase(Answers answers, JsonNode members) {
  private static final List<String> POLICIES =
      List.of("identityPolicies", "resourcePolicy", "boundaries", "sessionPolicy", "scps", "rcps");

  String action() {
    return request("action").toLowerCase(Locale.ROOT);
  }

  String resource() {
    return request("resource");
  }

  boolean isRoot() {
    return request("principal").endsWith(":root");
  }

  boolean isFederatedUser() {
    return request("principal").contains(":federated-user/");
  }

  /** Services, identity providers and nobody: callers that no account's policies are about. */
  boolean isWithoutAccount() {
    return !request("principal").startsWith("arn:") || request("principal").contains("-provider/");
  }

  boolean isOfSts() {
    return action().startsWith("sts:");
  }

  /** A trust policy is missing, or a policy of something else than a role is taken for one. */
  boolean isAboutTrust() {
    return !has("resourcePolicy") || !resource().matches("arn:[^:]*:iam::[^:]*:role/.*");
  }

  boolean weDenyExplicitly() {
    return answers.ours().equals("ExplicitlyDenied");
  }

  boolean has(String member) {
    return count(member) > 0 || members.path(member).isTextual();
  }

  int count(String member) {
    return members.path(member).size();
  }

  /** Whether the policies have such text. */
  boolean mentions(String pattern) {
    Pattern sought = Pattern.compile(pattern);
    return POLICIES.stream()
        .anyMatch(member -> sought.matcher(members.path(member).toString()).find());
  }

  /** Whether the context of the request has such text. */
  boolean asks(String pattern) {
    String context = members.path("request").path("context").toString();
    return Pattern.compile(pattern).matcher(context).find();
  }

  /** Whether a resource of a policy is wholly like that. */
  boolean hasResource(String pattern) {
    return POLICIES.stream()
        .map(members::path)
        .flatMap(DifferingCase::resources)
        .anyMatch(resource -> resource.matches("(?s)" + pattern));
  }

  private String request(String member) {
    return members.path("request").path(member).asText();
  }

  private static Stream<String> resources(JsonNode policies) {
    List<JsonNode> found = new ArrayList<>(policies.findValues("Resource"));
    found.addAll(policies.findValues("NotResource"));
    return found.stream()
        .flatMap(node ->
            node.isArray()
                ? Stream.iterate(0, i -> i < node.size(), i -> i + 1).map(node::get)
                : Stream.of(node))
        .map(JsonNode::asText);
  }
}
