package dev.rolecall.architecture;

import dev.rolecall.architecture.SourceTree.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The page that says of what AWS does how it stands here.
 *
 * @param folder relative to the project's root: what its links are relative to
 */
record AwsParityPage(Path folder, String text) {
  private static final Pattern STATE =
      Pattern.compile("done(: .+)?|different: .{12,}|not yet: .{12,}");
  private static final Pattern TEST = Pattern.compile("\\[(\\w+)(?:#(\\w+))?]\\[(\\w+)]");
  private static final Pattern DEFINED = Pattern.compile("(?m)^\\[(\\w+)]: (\\S+)$");

  private static final Pattern ANNOTATED =
      Pattern.compile("^  @(?:Test|ParameterizedTest|Property)\\b.*");
  private static final Pattern METHOD = Pattern.compile("^  (?:void|boolean) (\\w+)\\(.*");

  /** A row of a table: what of AWS's, how it stands, and its tests. */
  record Row(String section, String what, String state, String tests) {
    @Override
    public String toString() {
      return section + ": " + what;
    }
  }

  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    String section = "";
    for (String line : text.lines().toList()) {
      if (line.startsWith("#")) {
        section = line.replaceFirst("#+ ", "");
      } else if (line.startsWith("| ") && !line.startsWith("| what |")) {
        String[] cells = line.substring(2).split(" \\| ?", -1);
        rows.add(new Row(section, cell(cells, 0), cell(cells, 1), cell(cells, 2)));
      }
    }
    return rows;
  }

  private static String cell(String[] cells, int index) {
    return index < cells.length ? cells[index] : "";
  }

  /** The text of a section without its heading, empty where there is none. */
  String section(String heading) {
    return text.lines()
        .dropWhile(line -> !line.equals("## " + heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .collect(Collectors.joining("\n"));
  }

  /** All that is wrong with its rows. */
  List<String> problems() {
    Map<Path, String> sources =
        SourceTree.files().stream().collect(Collectors.toMap(SourceFile::path, SourceFile::text));
    return rows().stream()
        .flatMap(row -> Stream.concat(wrongForm(row), missingTests(row, sources)))
        .toList();
  }

  private static Stream<String> wrongForm(Row row) {
    if (!STATE.matcher(row.state()).matches()) {
      return Stream.of(row + " has no state: " + row.state());
    }
    boolean isThere = !row.state().startsWith("not yet");
    return isThere && !TEST.matcher(row.tests()).find()
        ? Stream.of(row + " has no test")
        : Stream.empty();
  }

  private Stream<String> missingTests(Row row, Map<Path, String> sources) {
    return TEST.matcher(row.tests())
        .results()
        .filter(test -> !isThere(test, sources))
        .map(test -> row + " has a test that is not there: " + test.group());
  }

  private boolean isThere(MatchResult test, Map<Path, String> sources) {
    Optional<String> source =
        Optional.ofNullable(definitions().get(test.group(3)))
            .filter(target -> target.endsWith("/" + test.group(1) + ".java"))
            .map(target -> sources.get(folder.resolve(target).normalize()));
    return test.group(1).equals(test.group(3))
        && source.filter(text -> hasTest(text, test.group(2))).isPresent();
  }

  private Map<String, String> definitions() {
    return DEFINED
        .matcher(text)
        .results()
        .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
  }

  /**
   * @param method null where all of the class is meant
   */
  private static boolean hasTest(String source, @Nullable String method) {
    return method == null || tests(source).anyMatch(method::equals);
  }

  /** The names of its methods that are tests. */
  private static Stream<String> tests(String source) {
    List<String> names = new ArrayList<>();
    boolean annotated = false;
    for (String line : source.lines().toList()) {
      var method = METHOD.matcher(line);
      if (ANNOTATED.matcher(line).matches()) {
        annotated = true;
      } else if (method.matches()) {
        if (annotated) {
          names.add(method.group(1));
        }
        annotated = false;
      }
    }
    return names.stream();
  }
}
