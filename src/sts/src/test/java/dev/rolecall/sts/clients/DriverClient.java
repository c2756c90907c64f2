package dev.rolecall.sts.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.sts.Answers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An SDK in a process that does what it reads, a line of JSON each. */
final class DriverClient implements Client {
  private final Process process;
  private final Writer asked;
  private final BufferedReader answers;
  private final Path errors;

  DriverClient(Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    this.errors = folder.resolve("client-errors.txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    this.process = builder.start();
    this.asked = process.outputWriter();
    this.answers = process.inputReader();
  }

  @Override
  public Answer call(String action, Optional<Keys> keys, Map<String, ?> parameters)
      throws Exception {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("do", action);
    line.put("parameters", parameters);
    keys.ifPresent(given -> line.put("keys", given.json()));
    asked.write(Json.write(line) + "\n");
    asked.flush();
    String answer = answers.readLine();
    assertThat(answer).as(Files.readString(errors)).isNotNull();
    JsonObject read = (JsonObject) Json.parse(String.valueOf(answer));
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
    asked.close();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
