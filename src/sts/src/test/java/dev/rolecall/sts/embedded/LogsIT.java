package dev.rolecall.sts.embedded;

import static dev.rolecall.sts.embedded.EmbeddedSts.ROLE;
import static dev.rolecall.sts.embedded.EmbeddedSts.WEB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.Member;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sts logs, as a process. */
class LogsIT {
  private static final String REFUSED = "dev.rolecall.sts.audit.LoggedEvents";

  @Test
  void isLinesOfJsonWhoseLevelsChangeWhileItRuns(@TempDir Path folder) throws Exception {
    Path levels = folder.resolve("levels");
    Files.writeString(levels, REFUSED + "=ERROR\n");
    try (EmbeddedSts sts =
        EmbeddedSts.start(
            folder, "rolecall.log.format=json", "rolecall.log.levels-file=" + levels)) {
      String intruder = sts.cluster.podToken("globex", "intruder", "intruder-0", WEB);
      assertThat(sts.assume(ROLE, intruder).statusCode()).isEqualTo(403);
      assertThat(lines(sts)).noneMatch(line -> line.contains("\"logger\":\"" + REFUSED));

      Files.writeString(levels, "");
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(() -> {
            sts.assume(ROLE, intruder);
            assertThat(lines(sts).filter(line -> line.contains("\"logger\":\"" + REFUSED)))
                .isNotEmpty();
          });

      assertThat(lines(sts).toList())
          .allSatisfy(
              line -> assertThat(names(line)).startsWith("time", "level", "logger", "message"));
      assertThat(sts.log()).doesNotContain(intruder);
    }
  }

  private static Stream<String> lines(EmbeddedSts sts) throws Exception {
    return sts.log().lines().filter(line -> line.startsWith("{"));
  }

  private static List<String> names(String line) throws JsonException {
    return ((JsonObject) Json.parse(line)).members().stream().map(Member::name).toList();
  }
}
