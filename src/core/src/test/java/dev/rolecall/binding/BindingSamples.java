package dev.rolecall.binding;

import dev.rolecall.directory.LabelRequirement;
import dev.rolecall.directory.LabelSelector;
import dev.rolecall.directory.association.AssociatedRole;
import dev.rolecall.directory.association.Association;
import dev.rolecall.directory.association.TagTemplate;
import dev.rolecall.identity.PodRef;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.identity.Workload;
import dev.rolecall.policy.PolicyDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Workloads and associations of namespace {@code team-a}. */
final class BindingSamples {
  static final String ARN = "arn:aws:iam::111111111111:role/";
  static final Map<String, String> NOTHING = Map.of();

  private BindingSamples() {}

  static Workload named(String role) {
    return workload(Map.of(RoleBinding.ROLE_ANNOTATION, role), NOTHING);
  }

  static Workload pod(String namespace, Map<String, String> labels) {
    return workload(namespace, labels, NOTHING, NOTHING);
  }

  static Workload workload(Map<String, String> ofPod, Map<String, String> ofAccount) {
    return workload("team-a", NOTHING, ofPod, ofAccount);
  }

  static Workload workload(
      String namespace,
      Map<String, String> labels,
      Map<String, String> ofPod,
      Map<String, String> ofAccount) {
    return new Workload(
        new PodRef(namespace, "web-1", "uid"),
        new ServiceAccountRef(namespace, "web"),
        "node-1",
        labels,
        ofPod,
        ofAccount);
  }

  static Association association(String name, String role) {
    return association(name, List.of("*"), Map.of(), role);
  }

  static Association association(
      String name, List<String> serviceAccounts, Map<String, String> labels, String role) {
    return association(name, serviceAccounts, labels, AssociatedRole.of(arn(role)));
  }

  static Association association(
      String name, List<String> serviceAccounts, Map<String, String> labels, AssociatedRole role) {
    List<LabelRequirement> requirements =
        labels.entrySet().stream()
            .<LabelRequirement>map(
                label -> new LabelRequirement.In(label.getKey(), Set.of(label.getValue())))
            .toList();
    return new Association(
        "team-a",
        name,
        serviceAccounts,
        new LabelSelector(requirements),
        Optional.of(role),
        Map.of(),
        null);
  }

  static Association association(String name, int priority, String role, @Nullable String target) {
    return association(
        name,
        List.of("*"),
        Map.of(),
        new AssociatedRole(
            arn(role), priority, Optional.ofNullable(target).map(BindingSamples::arn), true));
  }

  static RoleArn arn(String role) {
    return RoleArn.parse(ARN + role).orElseThrow();
  }

  static Association adding(
      String name, Map<String, String> tags, @Nullable PolicyDocument policy) {
    Map<String, TagTemplate> templates = new HashMap<>();
    tags.forEach((key, value) -> templates.put(key, template(value)));
    return new Association(
        "team-a",
        name,
        List.of("*"),
        LabelSelector.EVERYTHING,
        Optional.empty(),
        templates,
        policy);
  }

  static TagTemplate template(String text) {
    return ((TagTemplate.Reading.Read) TagTemplate.read(text)).template();
  }
}
