package dev.rolecall.bench.differences;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rolecall.bench.engine.IamSimulate;
import dev.rolecall.policy.cases.CaseException;
import dev.rolecall.policy.cases.PolicyCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides cases by Rolecall and by iam-simulate, and prints every case in which they differ, as
 * small as it can be made with the same two answers.
 */
public final class Differences {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UNKNOWN = "unknown";

  private final IamSimulate.Conversation peer;
  private final Map<String, Integer> counts = new TreeMap<>();
  private int cases;

  private Differences(IamSimulate.Conversation peer) {
    this.peer = peer;
  }

  /**
   * Exit status 0 also where there are differences, 1 where one is of no known class.
   *
   * @param arguments files of cases, as {@code rolecall simulate} reads them
   */
  public static void main(String[] arguments) throws IOException {
    try (IamSimulate installed = IamSimulate.install();
        IamSimulate.Conversation peer = installed.converse()) {
      Differences run = new Differences(peer);
      for (String file : arguments) {
        for (String line : Files.readAllLines(Path.of(file))) {
          run.compare(line);
        }
      }
      System.exit(run.report());
    } catch (IamSimulate.Unavailable e) {
      System.err.println("SKIPPED: iam-simulate cannot be asked: " + e.getMessage());
    }
  }

  /** What the two say to a case. */
  record Answers(String ours, String theirs) {
    boolean differ() {
      return !ours.equals(theirs);
    }
  }

  private void compare(String line) throws JsonProcessingException {
    cases++;
    Map<String, Object> given = JSON.readValue(line, new TypeReference<>() {});
    Answers answers = answers(given);
    if (!answers.differ()) {
      return;
    }
    // What we refuse would soon be refused for another reason.
    Map<String, Object> least =
        answers.ours().equals("PolicyError")
            ? given
            : Shrinking.shrink(given, smaller -> answers(smaller).equals(answers));
    String reason =
        DifferenceClass.of(new DifferingCase(answers, JSON.valueToTree(least)))
            .map(DifferenceClass::word)
            .orElse(UNKNOWN);
    counts.merge(reason, 1, Integer::sum);
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("class", reason);
    shown.put("ours", answers.ours());
    shown.put("theirs", answers.theirs());
    shown.put("case", least);
    System.out.println(JSON.writeValueAsString(shown));
  }

  private int report() {
    System.err.println(
        counts.values().stream().mapToInt(Integer::intValue).sum()
            + " differences in "
            + cases
            + " cases");
    counts.forEach((reason, count) -> System.err.printf("%6d %s%n", count, reason));
    return counts.containsKey(UNKNOWN) ? 1 : 0;
  }

  private Answers answers(Map<String, Object> given) {
    try {
      String line = JSON.writeValueAsString(given);
      String ours = PolicyCase.parse(1, line).decide().decision().toString();
      JsonNode answer = JSON.readTree(peer.decide(line));
      // What it refuses it decides all the same.
      String theirs = answer.get(ours.equals("PolicyError") ? "decision" : "core").asText();
      return new Answers(ours, theirs);
    } catch (CaseException e) {
      return new Answers("no case", "no case");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
