package dev.rolecall.cli.ecs;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonArray;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.Member;
import dev.rolecall.kube.manifest.ManifestReader;
import dev.rolecall.kube.manifest.ManifestReading;
import dev.rolecall.kube.manifest.Yaml;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A task definition of ECS as manifests. It is read as {@code aws ecs register-task-definition
 * --cli-input-json} takes it, and as {@code aws ecs describe-task-definition} answers (Amazon ECS
 * API reference).
 *
 * @param manifests YAML, with comments on what is needed besides
 * @param findings what became something else, or nothing; in the order of the file
 */
public record ImportedDefinition(String manifests, List<Finding> findings) {
  private static final String WRAPPER = "taskDefinition";
  private static final Set<String> BESIDE = Set.of(WRAPPER, "tags", "ResponseMetadata");
  private static final int LONGEST_NAME = 200;
  private static final Comparator<Finding> IN_FILE =
      Comparator.<Finding>comparingInt(finding -> finding.position().line())
          .thenComparingInt(finding -> finding.position().column());

  public ImportedDefinition {
    findings = findings.stream().sorted(IN_FILE).toList();
  }

  /**
   * Imports one.
   *
   * @param file what comments call it
   * @throws JsonException where the text is no JSON
   * @throws DefinitionException where it is no task definition
   */
  public static ImportedDefinition of(String file, String json, Options options)
      throws JsonException {
    Findings findings = new Findings();
    JsonValue value = Json.parse(json);
    Place root = Place.root("$", value.position());
    if (!(value instanceof JsonObject whole)) {
      throw new DefinitionException(root, "must be an object: a task definition of ECS");
    }
    Optional<JsonObject> wrapped =
        whole.get(WRAPPER).filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    Place place = wrapped.map(inner -> Place.root("$." + WRAPPER, inner.position())).orElse(root);
    List<Fields> tags = new ArrayList<>();
    if (wrapped.isPresent()) {
      tags.addAll(tagsBeside(whole, findings));
    }
    DefinitionMapping mapping =
        new DefinitionMapping(new Fields(wrapped.orElse(whole), place, findings), options);
    Map<String, Object> spec = mapping.map(tags);
    String name = name(spec);
    return new ImportedDefinition(
        new ManifestText(file, options).write(name, spec, mapping.secrets()), findings.all());
  }

  /** What keeps the manifests from being accepted, a line each: ECS accepts more than we do. */
  public List<String> problems() {
    try {
      return Yaml.parse(manifests).stream()
          .map(ManifestReader::read)
          .filter(ManifestReading.Refused.class::isInstance)
          .flatMap(refused -> ((ManifestReading.Refused) refused).problems().stream())
          .map(problem -> Printable.of(problem.path().text() + ": " + problem.message()))
          .toList();
    } catch (JsonException e) {
      return List.of(Printable.of(String.valueOf(e.getMessage())));
    }
  }

  private static List<Fields> tagsBeside(JsonObject whole, Findings findings) {
    List<Fields> tags = new ArrayList<>();
    for (Member member : whole.members()) {
      Place at = Place.root("$." + member.name(), member.position());
      if (!BESIDE.contains(member.name())) {
        findings.noSetting(at, "it stands beside the definition", "leave it out");
      } else if (member.name().equals("tags") && member.value() instanceof JsonArray array) {
        for (JsonValue element : array.elements()) {
          Place place = new Place("$.tags[" + tags.size() + "]", "tags[]", element.position());
          if (!(element instanceof JsonObject tag)) {
            throw new DefinitionException(place, "must be an object with key and value");
          }
          tags.add(new Fields(tag, place, findings));
        }
      }
    }
    return tags;
  }

  /** The object's, from the family and the revision. */
  private static String name(Map<String, Object> spec) {
    String family =
        String.valueOf(spec.get("family"))
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    String start = family.isEmpty() ? "task" : family;
    return start.substring(0, Math.min(start.length(), LONGEST_NAME)) + "-" + spec.get("revision");
  }
}
