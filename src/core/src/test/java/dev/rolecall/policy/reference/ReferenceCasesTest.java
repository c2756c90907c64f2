package dev.rolecall.policy.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.fakes.Material;
import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The reference evaluator decides the written cases as they are to be decided. */
class ReferenceCasesTest {
  /** Cases whose documents are to be refused; the reference evaluator does not refuse any. */
  private static final int REFUSED = 26;

  @Test
  void decidesTheCasesOfTheMaterial() throws IOException, JsonException {
    List<String> lines = Files.readAllLines(Material.required("cases/policy.jsonl"));
    List<String> wrong = new ArrayList<>();
    int decided = 0;
    for (String line : lines) {
      JsonObject written = (JsonObject) Json.parse(line);
      List<String> accepted = new ArrayList<>(texts(written, "alsoAcceptable"));
      accepted.addAll(texts(written, "expected"));
      if (!accepted.contains("PolicyError")) {
        decided++;
        String answer =
            ReferenceEvaluator.of(WrittenCase.policies(written))
                .decide(WrittenCase.question(written))
                .toString();
        if (!accepted.contains(answer)) {
          wrong.add(answer + " instead of " + accepted + ": " + line);
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(decided).isGreaterThan(lines.size() - REFUSED - 20);
  }

  private static List<String> texts(JsonObject written, String member) {
    Optional<JsonValue> value = written.get(member);
    return value.map(Document::texts).orElse(List.of());
  }
}
