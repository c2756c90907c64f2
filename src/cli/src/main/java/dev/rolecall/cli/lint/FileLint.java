package dev.rolecall.cli.lint;

import dev.rolecall.cli.lint.LintedFile.Located;
import dev.rolecall.cli.lint.SourceText.Origin;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.lint.Finding;
import dev.rolecall.policy.lint.PolicyLint;
import dev.rolecall.policy.lint.Severity;
import dev.rolecall.policy.lint.TypeGuess;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lints texts: policies, and manifests of Rolecall's kinds. */
public final class FileLint {
  private static final Comparator<Located> BY_PLACE =
      Comparator.<Located>comparingInt(located -> located.finding().position().line())
          .thenComparingInt(located -> located.finding().position().column());

  private final PolicyQuotas quotas;
  private final Optional<PolicyType> type;
  private final Set<String> ignored;

  /**
   * @param type of policies that are no part of a manifest; guessed where it is empty
   * @param ignored codes whose findings are left out
   */
  public FileLint(PolicyQuotas quotas, Optional<PolicyType> type, Set<String> ignored) {
    this.quotas = quotas;
    this.type = type;
    this.ignored = Set.copyOf(ignored);
  }

  /** Everything that may be wrong with a text. */
  public LintedFile check(SourceText source) {
    try {
      return check(source, source.documents());
    } catch (JsonException e) {
      return new LintedFile(
          source.name(), 1, Set.of(), kept(List.of(new Located("", broken(source, e)))));
    }
  }

  private static Finding broken(SourceText source, JsonException e) {
    String language = source.isJson() ? "JSON" : "YAML";
    String reason = String.valueOf(e.getMessage()).replaceFirst("^is no YAML: ", "");
    return new Finding(
        language + "_SYNTAX_ERROR",
        Severity.ERROR,
        "",
        e.position(),
        "This is not " + language + ": " + reason + (reason.endsWith(".") ? "" : "."),
        "",
        Optional.empty());
  }

  private LintedFile check(SourceText source, List<JsonValue> trees) {
    int documents = 0;
    Set<PolicyType> guessed = EnumSet.noneOf(PolicyType.class);
    List<Located> findings = new ArrayList<>();
    for (JsonValue tree : trees) {
      if (ManifestLint.isManifest(tree)) {
        findings.addAll(new ManifestLint(quotas).check(tree));
        documents++;
      } else if (isPolicy(tree, source.origin())) {
        PolicyType known = type.orElseGet(() -> TypeGuess.of(tree));
        if (type.isEmpty()) {
          guessed.add(known);
        }
        PolicyLint.check(quotas, known, tree)
            .forEach(finding -> findings.add(new Located("", finding)));
        documents++;
      }
    }
    return new LintedFile(source.name(), documents, guessed, kept(findings));
  }

  /** Folders have other files too, manifests of Kubernetes' own kinds among them. */
  private static boolean isPolicy(JsonValue tree, Origin origin) {
    return has(tree, "Statement") || (origin == Origin.NAMED && !has(tree, "apiVersion"));
  }

  private static boolean has(JsonValue tree, String member) {
    return tree instanceof JsonObject object && object.get(member).isPresent();
  }

  private List<Located> kept(List<Located> findings) {
    return findings.stream()
        .filter(located -> !ignored.contains(located.finding().code()))
        .sorted(BY_PLACE)
        .toList();
  }
}
