package dev.rolecall.policy.reader;

import dev.rolecall.json.Position;
import dev.rolecall.policy.PolicyProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The problems of one document. Nobody mends thousands at once, and a document is a stranger's:
 * their number and their length are limited.
 */
final class Problems {
  private static final int MOST = 200;
  private static final int LONGEST = 1_000;
  private static final int KEPT_OF_END = 300;

  private final List<PolicyProblem> found = new ArrayList<>();
  private int more;

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Whether one more is only counted, so that nothing needs to be found out about it. */
  boolean full() {
    return found.size() >= MOST;
  }

  void add(Node node, String code, String message) {
    if (full()) {
      more++;
    } else {
      found.add(new PolicyProblem(code, node.pointer(), node.position(), shortened(message)));
    }
  }

  /** In the order of the text. */
  List<PolicyProblem> all() {
    List<PolicyProblem> all = new ArrayList<>(found);
    all.sort(
        Comparator.comparing(
            PolicyProblem::position,
            Comparator.comparingInt(Position::line).thenComparingInt(Position::column)));
    if (more > 0) {
      all.add(
          new PolicyProblem(
              "TOO_MANY_PROBLEMS",
              "",
              Position.NONE,
              "There are " + more + " more problems; mend these first."));
    }
    return all;
  }

  /** The beginning says what is wrong, the end how to mend it; what is long is a quoted value. */
  private static String shortened(String message) {
    if (message.length() <= LONGEST) {
      return message;
    }
    String end = message.substring(message.length() - KEPT_OF_END);
    return message.substring(0, LONGEST - KEPT_OF_END) + " [...] " + end;
  }
}
