package dev.rolecall.policy;

import java.util.List;

/** Policy documents for tests, written with single quotes. */
final class Documents {
  private Documents() {}

  /** A document of these statements, comma separated; each is the inside of an object. */
  static PolicyDocument of(PolicyType type, String... statements) {
    String json = "{'Version': '2012-10-17', 'Statement': [%s]}";
    PolicyReading reading = read(type, json.formatted("{" + String.join("}, {", statements) + "}"));
    return switch (reading) {
      case PolicyReading.Read read -> read.document();
      case PolicyReading.Refused refused -> throw new AssertionError(refused.problems());
    };
  }

  /** The same of any number of statements, which no quota would let into one document. */
  static PolicyDocument large(PolicyType type, List<String> statements) {
    return of(type, statements.getFirst())
        .with(
            statements.stream()
                .flatMap(statement -> of(type, statement).statements().stream())
                .toList());
  }

  static PolicyReading read(PolicyType type, String json) {
    return PolicyReader.read(type, "test policy", json.replace('\'', '"'));
  }

  static List<PolicyProblem> problems(PolicyType type, String json) {
    return switch (read(type, json)) {
      case PolicyReading.Read read -> List.of();
      case PolicyReading.Refused refused -> refused.problems();
    };
  }
}
