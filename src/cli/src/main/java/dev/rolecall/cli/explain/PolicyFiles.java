package dev.rolecall.cli.explain;

import dev.rolecall.cli.console.Failure;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyProblem;
import dev.rolecall.policy.PolicyReader;
import dev.rolecall.policy.PolicyReading;
import dev.rolecall.policy.PolicyType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Reads policies from files of JSON. */
final class PolicyFiles {
  private PolicyFiles() {}

  static List<PolicyDocument> read(PolicyType type, List<Path> files) {
    return files.stream().map(file -> read(type, file)).toList();
  }

  static PolicyDocument read(PolicyType type, Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw Failure.of("a policy cannot be read", file.toString(), e, "name a readable file");
    }
    return switch (PolicyReader.read(type, file.toString(), text)) {
      case PolicyReading.Read read -> read.document();
      case PolicyReading.Refused refused ->
          throw new Failure(
              "a file is not a policy of its kind; nothing was decided",
              file.toString(),
              refused.problems().stream()
                  .map(PolicyProblem::toString)
                  .collect(Collectors.joining("\n")),
              "correct it, or give it with the flag of its kind");
    };
  }
}
