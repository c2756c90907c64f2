package dev.rolecall.sts.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.sts.Answers;
import dev.rolecall.testkit.LineProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An SDK in a process that does what it reads, a line of JSON each. */
final class DriverClient implements Client {
  private final LineProcess process;

  DriverClient(Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    this.process = new LineProcess(folder, environment, command);
  }

  @Override
  public Answer call(String action, Optional<Keys> keys, Map<String, ?> parameters)
      throws Exception {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("do", action);
    line.put("parameters", parameters);
    keys.ifPresent(given -> line.put("keys", given.json()));
    JsonObject read = (JsonObject) Json.parse(process.ask(Json.write(line)));
    return read.get("result")
        .<Answer>map(result -> new Answer.Given((JsonObject) result))
        .orElseGet(
            () -> new Answer.Refused(Answers.text(read, "exception"), Answers.text(read, "code")));
  }

  @Override
  public void passAnHour() throws Exception {
    assertThat(call("PassAnHour", Optional.empty(), Map.of())).isInstanceOf(Answer.Given.class);
  }

  @Override
  public void close() throws Exception {
    process.close();
  }
}
