package dev.rolecall.e2e.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The audit log of an API server: what some users asked.
 *
 * @param file one event a line
 * @param policy which events it has
 */
record AuditLog(Path file, Path policy) {
  private static final String POLICY =
      """
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived]
      rules:
        - {level: Metadata, users: [%s]}
        - {level: None}
      """;

  /** Of these users; the API server is still to be started with {@link #flags()}. */
  static AuditLog of(Path folder, List<String> users) throws IOException {
    String names = users.stream().map(user -> "\"" + user + "\"").collect(Collectors.joining(", "));
    return new AuditLog(
        folder.resolve("audit.jsonl"),
        Files.writeString(folder.resolve("audit-policy.yaml"), POLICY.formatted(names)));
  }

  String[] flags() {
    return new String[] {"--audit-policy-file=" + policy, "--audit-log-path=" + file};
  }

  /** What was asked until now; a line that is being written is left for the next time. */
  List<Call> calls() {
    try {
      return Files.readString(file)
          .lines()
          .filter(line -> line.endsWith("}"))
          .map(line -> Serialization.unmarshal(line, JsonNode.class))
          .map(Call::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
