package dev.rolecall.kube.manifest;

import dev.rolecall.identity.ReservedTags;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.pattern.LetterCase;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What IAM asks of a resource and a schema cannot say. */
final class RuleCheck {
  private static final FieldPath SPEC = FieldPath.ROOT.member("spec");
  private static final int LONGEST_ROLE_NAME = 64;
  private static final int LONGEST_POLICY_NAME = 128;

  private static final String TOO_LONG = "POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA";

  private final PolicyQuotas quotas;
  private final List<ManifestProblem> problems;
  private final JsonObject resource;
  private final JsonObject spec;

  RuleCheck(
      PolicyQuotas quotas, List<ManifestProblem> problems, JsonObject resource, JsonObject spec) {
    this.quotas = quotas;
    this.problems = problems;
    this.resource = resource;
    this.spec = spec;
  }

  void check(ResourceKind kind, Collection<PolicyDocument> documents) {
    switch (kind) {
      case ACCOUNT -> new NamespaceSelectorCheck(problems, spec).check();
      case IAM_ROLE -> {
        checkDefaultName("roleName", LONGEST_ROLE_NAME);
        checkTags();
        checkQuota(
            "policies",
            "the inline policies of a role together have",
            quotas.inlinePolicies(),
            inline(documents));
      }
      case IAM_POLICY -> {
        checkDefaultName("policyName", LONGEST_POLICY_NAME);
        checkQuota("document", "a managed policy has", quotas.managedPolicy(), documents);
      }
      case OIDC_PROVIDER -> new KeySourceCheck(problems, spec).check();
      case ROLE_ASSOCIATION -> {
        checkTags();
        checkRole();
        new AssociationCheck(problems, spec).check();
      }
      case INSTANCE_PROFILE -> {
        checkRole();
        new NodeLabelsCheck(problems, spec).check();
      }
      case TASK_DEFINITION -> {
        checkTags();
        new TaskCheck(problems, resource, spec).checkDefinition();
      }
      case TASK -> {
        checkTags();
        new TaskCheck(problems, resource, spec).checkTask();
      }
    }
  }

  private void checkDefaultName(String field, int longest) {
    Optional<String> name =
        Fields.object(resource, "metadata").flatMap(metadata -> Fields.text(metadata, "name"));
    if (spec.get(field).isEmpty() && name.filter(text -> text.length() > longest).isPresent()) {
      add(
          SPEC.member(field),
          spec,
          "is required, because metadata.name is longer than " + longest + " characters");
    }
  }

  private void checkTags() {
    Set<String> seen = new HashSet<>();
    for (Map.Entry<FieldPath, JsonObject> tag : Fields.objects(SPEC, "tags", spec).entrySet()) {
      String key = LetterCase.lower(Fields.text(tag.getValue(), "key").orElse(""));
      FieldPath path = tag.getKey().member("key");
      if (ReservedTags.contains(key)) {
        add(
            path,
            tag.getValue(),
            "keys that begin with aws: and those that Rolecall attests (%s) are reserved; choose another"
                .formatted(key));
      }
      if (!seen.add(key)) {
        add(path, tag.getValue(), "another tag has this key; keys differ by more than case");
      }
    }
  }

  private static List<PolicyDocument> inline(Collection<PolicyDocument> documents) {
    return documents.stream().filter(document -> document.type() == PolicyType.IDENTITY).toList();
  }

  private void checkQuota(
      String field, String what, int quota, Collection<PolicyDocument> documents) {
    int size = documents.stream().mapToInt(PolicyDocument::size).sum();
    if (size > quota) {
      add(
          SPEC.member(field),
          spec.get(field).orElse(spec),
          "%s at most %d characters without white space, this has %d; split it into managed"
              .concat(" policies, or have the quota raised [%s]")
              .formatted(what, quota, size, TOO_LONG));
    }
  }

  private void checkRole() {
    Fields.text(spec, "role")
        .filter(role -> role.startsWith("arn:") && RoleArn.parse(role).isEmpty())
        .ifPresent(role ->
            add(
                SPEC.member("role"),
                spec.get("role").orElse(spec),
                "'" + role + "' is no role's ARN: arn:aws:iam::<account>:role/<path><name>"));
  }

  private void add(FieldPath path, JsonValue value, String message) {
    problems.add(new ManifestProblem(path, value.position(), message));
  }
}
