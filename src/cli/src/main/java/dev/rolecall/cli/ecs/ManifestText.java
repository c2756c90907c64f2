package dev.rolecall.cli.ecs;

import dev.rolecall.kube.manifest.ResourceKind;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes manifests as YAML, and in comments which Secrets they need. */
final class ManifestText {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private final String file;
  private final Options options;

  ManifestText(String file, Options options) {
    this.file = file;
    this.options = options;
  }

  /**
   * @param name of the TaskDefinition
   * @param secrets by what they are in AWS
   */
  String write(String name, Map<String, Object> spec, Map<String, SecretMapping.Target> secrets) {
    StringBuilder text = new StringBuilder();
    comment(text, "From the task definition of Amazon ECS in " + file + ".");
    commentOn(text, secrets);
    text.append(document("TaskDefinition", name, spec));
    options
        .task()
        .ifPresent(task ->
            text.append(
                document(
                    "Task",
                    task,
                    Map.of("taskDefinition", spec.get("family") + ":" + spec.get("revision")))));
    return text.toString();
  }

  private String document(String kind, String name, Map<String, Object> spec) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name);
    options.namespace().ifPresent(namespace -> metadata.put("namespace", namespace));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("apiVersion", ResourceKind.API_VERSION);
    document.put("kind", kind);
    document.put("metadata", metadata);
    document.put("spec", spec);
    String yaml = YAML.asYaml(document);
    return (yaml.startsWith("---") ? "" : "---\n") + yaml;
  }

  /** Names and keys are what Kubernetes takes, so the lines are safe to paste into a shell. */
  private void commentOn(StringBuilder text, Map<String, SecretMapping.Target> secrets) {
    Map<String, TreeSet<String>> keys = new TreeMap<>();
    secrets
        .values()
        .forEach(target ->
            keys.computeIfAbsent(target.secret(), secret -> new TreeSet<>()).add(target.key()));
    if (!keys.isEmpty()) {
      comment(text, "Its Secrets, to be made with the values that AWS has:");
    }
    String namespace = options.namespace().map(name -> " -n " + name).orElse("");
    keys.forEach((secret, names) -> {
      StringBuilder line =
          new StringBuilder("  kubectl create secret generic " + secret + namespace);
      names.forEach(key -> line.append(" --from-literal=").append(key).append("=..."));
      comment(text, line.toString());
    });
  }

  private static void comment(StringBuilder text, String line) {
    text.append("# ").append(Printable.of(line)).append('\n');
  }
}
