package dev.rolecall.operator.admission.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.identity.AccountId;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.kube.directory.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an object refers to that is not there: perhaps it comes later, so its author is warned and
 * no more.
 */
public final class DanglingReferences {
  private static final int MOST_PRINCIPALS = 100;

  private static final String PODS_GET_NOTHING = "until then its pods get no credentials";
  private static final String TASKS_GET_NOTHING = "until then its tasks get no credentials";

  private final Catalog catalog;
  private final Optional<AccountId> account;
  private final List<String> warnings = new ArrayList<>();

  private DanglingReferences(Catalog catalog, Optional<AccountId> account) {
    this.catalog = catalog;
    this.account = account;
  }

  /** One sentence for each, with the fix. */
  public static List<String> warnings(
      String kind, String namespace, JsonNode spec, Catalog catalog) {
    DanglingReferences found =
        new DanglingReferences(
            catalog, catalog.accountOf(namespace).map(dev.rolecall.directory.Account::id));
    switch (kind) {
      case "IAMRole" -> found.ofRole(spec);
      case "RoleAssociation" -> {
        found.ownRole("spec.role", spec.path("role"), PODS_GET_NOTHING);
        found.ownRole("spec.targetRole", spec.path("targetRole"), PODS_GET_NOTHING);
      }
      case "TaskDefinition" -> {
        found.ownRole("spec.taskRole", spec.path("taskRole"), TASKS_GET_NOTHING);
        found.executionRole(spec.path("executionRole"));
      }
      case "Task" ->
          found.ownRole(
              "spec.overrides.taskRole",
              spec.path("overrides").path("taskRole"),
              TASKS_GET_NOTHING);
      case "InstanceProfile" ->
          found.role("spec.role", spec.path("role"), "until then its nodes get no credentials");
      default -> {
        // Others refer to nothing.
      }
    }
    return List.copyOf(found.warnings);
  }

  private void ofRole(JsonNode spec) {
    JsonNode managed = spec.path("managedPolicies");
    for (int i = 0; i < managed.size(); i++) {
      policy("spec.managedPolicies[" + i + "]", managed.get(i), "the role works without it");
    }
    policy(
        "spec.permissionsBoundary",
        spec.path("permissionsBoundary"),
        "until then the role may do nothing");
    List<JsonNode> principals = spec.path("trustPolicy").findValues("AWS");
    List<JsonNode> texts = new ArrayList<>();
    principals.forEach(value -> {
      if (value.isArray()) {
        value.forEach(texts::add);
      } else {
        texts.add(value);
      }
    });
    texts.stream().limit(MOST_PRINCIPALS).forEach(this::trusted);
  }

  private void trusted(JsonNode principal) {
    RoleArn.parse(principal.asText())
        .filter(arn -> catalog.role(arn).isEmpty())
        .ifPresent(arn ->
            warnings.add(
                "spec.trustPolicy: there is no role '%s': nobody is let in by it until there is"
                    .formatted(arn)));
  }

  private void policy(String field, JsonNode reference, String meanwhile) {
    if (reference.isTextual()
        && account.isPresent()
        && !catalog.hasPolicy(account.get(), reference.asText())) {
      warnings.add(
          "%s: account %s has no IAMPolicy '%s': create it, or mend the name; %s"
              .formatted(field, account.get(), reference.asText(), meanwhile));
    }
  }

  /** Whether another account has a role is no matter of this one's. */
  private void ownRole(String field, JsonNode reference, String meanwhile) {
    if (!isForeign(reference)) {
      role(field, reference, meanwhile);
    }
  }

  private void executionRole(JsonNode reference) {
    String field = "spec.executionRole";
    if (!isForeign(reference)) {
      role(field, reference, "until then its tasks wait");
    } else if (account.isPresent()) {
      warnings.add(
          "%s: '%s' is not of account %s, which owns the namespace: its tasks wait for ever; name one that is"
              .formatted(field, reference.asText(), account.get()));
    }
  }

  private boolean isForeign(JsonNode reference) {
    return RoleArn.parse(reference.asText())
        .filter(arn -> !account.equals(Optional.of(arn.account())))
        .isPresent();
  }

  private void role(String field, JsonNode reference, String meanwhile) {
    if (!reference.isTextual()) {
      return;
    }
    String text = reference.asText();
    Optional<RoleArn> arn = RoleArn.parse(text);
    boolean there =
        arn.isPresent()
            ? catalog.role(arn.get()).isPresent()
            : account.flatMap(id -> catalog.role(id, text)).isPresent();
    if (!there) {
      warnings.add(
          "%s: there is no role '%s': create its IAMRole, or mend the name; %s"
              .formatted(field, text, meanwhile));
    }
  }
}
