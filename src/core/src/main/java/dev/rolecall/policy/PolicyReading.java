package dev.rolecall.policy;

import java.util.List;

/** What came of reading a policy document: the document, or every problem it has. */
public sealed interface PolicyReading {
  record Read(PolicyDocument document) implements PolicyReading {}

  record Refused(List<PolicyProblem> problems) implements PolicyReading {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
