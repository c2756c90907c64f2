package dev.rolecall.cli.explain;

import dev.rolecall.cli.console.Failure;
import dev.rolecall.policy.cases.CaseException;
import dev.rolecall.policy.cases.PolicyCase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads policy cases. */
public final class CaseFile {
  private static final String STANDARD_INPUT = "-";
  private static final String FIELDS = "'rolecall simulate --help' lists the fields of a case";

  private CaseFile() {}

  /** Those of a file that has one on each line; empty lines are skipped. */
  public static List<PolicyCase> lines(Path file) {
    List<PolicyCase> all = new ArrayList<>();
    try {
      List<String> lines = Files.readAllLines(file);
      for (int index = 0; index < lines.size(); index++) {
        if (!lines.get(index).isBlank()) {
          all.add(PolicyCase.parse(index + 1, lines.get(index)));
        }
      }
    } catch (IOException e) {
      throw Failure.of("the cases cannot be read", file.toString(), e, "name a readable file");
    } catch (CaseException e) {
      throw new Failure(
          "the file has a line that is no case; none was decided",
          file.toString(),
          String.valueOf(e.getMessage()),
          "correct the line; " + FIELDS);
    }
    return all;
  }

  /** The one of this name. */
  static PolicyCase named(Path file, String name) {
    List<PolicyCase> all = lines(file);
    return all.stream()
        .filter(policyCase -> policyCase.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new Failure(
                "there is no such case",
                file.toString(),
                "none of its " + all.size() + " cases has the name '" + name + "'",
                "name one that it has; 'rolecall simulate --cases " + file + "' lists them"));
  }

  /**
   * The one that a file is as a whole.
   *
   * @param file {@code -} for standard input
   */
  static PolicyCase whole(String file) {
    boolean input = file.equals(STANDARD_INPUT);
    String where = input ? "standard input" : file;
    try {
      String text =
          input
              ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
              : Files.readString(Path.of(file));
      return PolicyCase.parse(1, text);
    } catch (IOException e) {
      throw Failure.of("the request cannot be read", where, e, "name a readable file, or -");
    } catch (CaseException e) {
      throw new Failure(
          "the request cannot be used",
          where,
          String.valueOf(e.getMessage()),
          "correct it; it has the form of a case, and " + FIELDS);
    }
  }
}
