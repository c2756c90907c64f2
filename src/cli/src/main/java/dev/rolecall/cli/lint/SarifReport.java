package dev.rolecall.cli.lint;

import dev.rolecall.cli.lint.LintedFile.Located;
import dev.rolecall.json.Json;
import dev.rolecall.json.Position;
import dev.rolecall.policy.lint.Check;
import dev.rolecall.policy.lint.Checks;
import dev.rolecall.policy.lint.Finding;
import dev.rolecall.policy.lint.Severity;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** SARIF 2.1.0 (OASIS), as code scanners read it. */
public final class SarifReport implements LintReport {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  private final String version;

  /**
   * @param version of this program
   */
  public SarifReport(String version) {
    this.version = version;
  }

  @Override
  public String of(List<LintedFile> files) {
    List<String> codes =
        files.stream()
            .flatMap(file -> file.findings().stream())
            .map(located -> located.finding().code())
            .distinct()
            .sorted()
            .toList();
    List<Map<String, Object>> results =
        files.stream()
            .flatMap(file ->
                file.findings().stream().map(located -> result(file.name(), located, codes)))
            .toList();
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "rolecall lint");
    driver.put("version", version);
    driver.put("rules", codes.stream().map(SarifReport::rule).toList());
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put("columnKind", "utf16CodeUnits");
    run.put("results", results);
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    log.put("runs", List.of(run));
    return Json.write(log) + "\n";
  }

  private static Map<String, Object> rule(String code) {
    String summary = Checks.find(code).map(Check::summary).orElse("A file that cannot be used.");
    Severity severity = Checks.find(code).map(Check::severity).orElse(Severity.ERROR);
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("id", code);
    rule.put("shortDescription", text(summary));
    rule.put("help", text(summary + " The page docs/lint.md of Rolecall lists all checks."));
    rule.put("defaultConfiguration", Map.of("level", level(severity)));
    return rule;
  }

  private static Map<String, Object> result(String file, Located located, List<String> codes) {
    Finding finding = located.finding();
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("severity", finding.severity().name());
    finding.replacement().ifPresent(replacement -> properties.put("replacement", replacement));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", finding.code());
    result.put("ruleIndex", codes.indexOf(finding.code()));
    result.put("level", level(finding.severity()));
    result.put("message", text((finding.message() + " " + finding.fix()).strip()));
    result.put("locations", List.of(location(file, located)));
    result.put("properties", properties);
    return result;
  }

  private static Map<String, Object> location(String file, Located located) {
    Map<String, Object> physical = new LinkedHashMap<>();
    physical.put("artifactLocation", Map.of("uri", uri(file)));
    Position position = located.finding().position();
    if (!position.equals(Position.NONE)) {
      physical.put(
          "region", Map.of("startLine", position.line(), "startColumn", position.column()));
    }
    Map<String, Object> location = new LinkedHashMap<>();
    location.put("physicalLocation", physical);
    String logical = (located.subject() + " " + located.finding().pointer()).strip();
    if (!logical.isEmpty()) {
      location.put("logicalLocations", List.of(Map.of("fullyQualifiedName", logical)));
    }
    return location;
  }

  /** A relative path stays one; what a URI cannot have is escaped. */
  private static String uri(String file) {
    String path = file.replaceFirst("^(\\./)+", "");
    try {
      return new URI(path.startsWith("/") ? "file" : null, null, path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(file + " is no path", e);
    }
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case SECURITY_WARNING, WARNING -> "warning";
      case SUGGESTION -> "note";
    };
  }

  private static Map<String, Object> text(String text) {
    return Map.of("text", text);
  }
}
