package dev.rolecall.cli.lint;

import dev.rolecall.cli.lint.LintedFile.Located;
import dev.rolecall.json.Json;
import dev.rolecall.policy.lint.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** JSON lines: one object a finding. */
public final class JsonReport implements LintReport {
  @Override
  public String of(List<LintedFile> files) {
    return files.stream()
        .flatMap(JsonReport::lines)
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static Stream<String> lines(LintedFile file) {
    return file.findings().stream().map(located -> Json.write(fields(file, located)));
  }

  private static Map<String, Object> fields(LintedFile file, Located located) {
    Finding finding = located.finding();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("file", file.name());
    fields.put("line", finding.position().line());
    fields.put("column", finding.position().column());
    fields.put("subject", located.subject());
    fields.put("pointer", finding.pointer());
    fields.put("severity", finding.severity().name());
    fields.put("code", finding.code());
    fields.put("message", finding.message());
    fields.put("fix", finding.fix());
    finding.replacement().ifPresent(text -> fields.put("replacement", text));
    return fields;
  }
}
