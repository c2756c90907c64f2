package dev.rolecall.policy.lint;

import dev.rolecall.policy.PolicyType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A document and everything that the lint must say of it.
 *
 * @param section the code under whose heading it stands
 * @param json the document
 * @param expected {@code CODE pointer}, with {@code .} for the whole document, and {@code => text}
 *     where a replacement is told
 */
record LintCase(String section, String line, PolicyType type, String json, List<String> expected) {
  private static final Pattern FILLER = Pattern.compile("@([0-9]+)");
  private static final String POLICY = "{\"Version\": \"2012-10-17\", \"Statement\": [%s]}";

  /**
   * The cases of a file. {@code # CODE} is a heading; {@code identity {...}} is a policy of that
   * type with these statements, {@code identity document {...}} the whole document, both with
   * single quotes; indented lines below say what is expected of it.
   */
  static List<LintCase> read(String file) {
    List<LintCase> cases = new ArrayList<>();
    String section = "";
    for (String line : lines(file)) {
      if (line.startsWith("# ")) {
        section = line.substring(2);
      } else if (line.startsWith("  ")) {
        cases.getLast().expected().add(line.strip());
      } else if (!line.isBlank()) {
        cases.add(parse(section, line));
      }
    }
    return cases;
  }

  private static LintCase parse(String section, String line) {
    String[] parts = line.split(" ", 2);
    PolicyType type = PolicyType.valueOf(parts[0].toUpperCase(Locale.ROOT));
    String json = FILLER.matcher(parts[1].replace('\'', '"')).replaceAll(LintCase::filled);
    String document = json.startsWith("document ") ? json.substring(9) : POLICY.formatted(json);
    return new LintCase(section, line, type, document, new ArrayList<>());
  }

  private static String filled(MatchResult filler) {
    return "a".repeat(Integer.parseInt(filler.group(1)));
  }

  static List<String> lines(String file) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                LintCase.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean expects(String code) {
    return expected.stream().anyMatch(line -> line.startsWith(code + " "));
  }

  @Override
  public String toString() {
    return section + ": " + line;
  }
}
