package dev.rolecall.cli.lint;

import dev.rolecall.cli.lint.LintedFile.Located;
import dev.rolecall.json.Position;
import dev.rolecall.policy.PolicyType;
import dev.rolecall.policy.lint.Finding;
import dev.rolecall.policy.lint.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** {@code file:line:column: severity CODE message; fix}, one line a finding, and a summary last. */
public final class TextReport implements LintReport {
  @Override
  public String of(List<LintedFile> files) {
    StringJoiner lines = new StringJoiner("\n", "", "\n");
    for (LintedFile file : files) {
      file.guessed().forEach(type -> lines.add(guess(file, type)));
      file.findings().forEach(located -> lines.add(line(file.name(), located)));
    }
    return lines.add(summary(files)).toString();
  }

  private static String guess(LintedFile file, PolicyType type) {
    String word = type.name().toLowerCase(Locale.ROOT);
    String article = type == PolicyType.IDENTITY ? "an " : "a ";
    return file.name() + ": read as " + article + word + " policy; --type says otherwise";
  }

  private static String line(String file, Located located) {
    Finding finding = located.finding();
    Position position = finding.position();
    String place =
        position.equals(Position.NONE)
            ? file
            : file + ":" + position.line() + ":" + position.column();
    return place + ": " + finding.severity().words() + " " + finding.code() + " " + words(finding);
  }

  /** One sentence: the fix goes on where the message ends. */
  private static String words(Finding finding) {
    String fix = finding.fix();
    if (fix.isEmpty()) {
      return finding.message();
    }
    String message = finding.message().replaceFirst("\\.$", "");
    return message + "; " + Character.toLowerCase(fix.charAt(0)) + fix.substring(1);
  }

  private static String summary(List<LintedFile> files) {
    List<Severity> found =
        files.stream()
            .flatMap(file -> file.findings().stream())
            .map(located -> located.finding().severity())
            .toList();
    StringJoiner counts = new StringJoiner(", ");
    Arrays.stream(Severity.values())
        .forEach(severity ->
            counts.add(number(found.stream().filter(severity::equals).count(), severity.words())));
    int documents = files.stream().mapToInt(LintedFile::documents).sum();
    return number(documents, "document") + ": " + counts;
  }

  private static String number(long count, String word) {
    return count + " " + word + (count == 1 ? "" : "s");
  }
}
