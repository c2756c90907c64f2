package dev.rolecall.sts.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The AWS CLI, a process for each call; it keeps credentials of its default chain in files. */
final class CliClient implements Client {
  private static final Pattern ERROR = Pattern.compile("An error occurred \\(([A-Za-z]+)\\)");
  private static final String EXPIRED = "\"Expiration\": \"2020-01-01T00:00:00Z\"";

  private final Path cli;
  private final Path home;
  private final Map<String, String> environment;
  private final Tunnel tunnel;

  CliClient(Path cli, Path home, Map<String, String> environment, Tunnel tunnel) {
    this.cli = cli;
    this.home = home;
    this.environment = Map.copyOf(environment);
    this.tunnel = tunnel;
  }

  @Override
  public Answer call(String action, Optional<Keys> keys, Map<String, ?> parameters)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(cli.toString(), "sts", dashed(action)));
    if (!parameters.isEmpty()) {
      command.add("--cli-input-json");
      command.add(Json.write(parameters));
    }
    Path errors = home.resolve("cli-errors.txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment(keys));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    if (code == 0) {
      return new Answer.Given((JsonObject) Json.parse(output));
    }
    String text = Files.readString(errors);
    Matcher error = ERROR.matcher(text);
    assertThat(error.find()).as(text).isTrue();
    return new Answer.Refused("exit code " + code, error.group(1));
  }

  private Map<String, String> environment(Optional<Keys> keys) {
    Map<String, String> all = new HashMap<>(environment);
    keys.ifPresent(given -> {
      all.remove("AWS_ROLE_ARN");
      all.remove("AWS_WEB_IDENTITY_TOKEN_FILE");
      all.put("AWS_ACCESS_KEY_ID", given.accessKeyId());
      all.put("AWS_SECRET_ACCESS_KEY", given.secretAccessKey());
      all.put("AWS_SESSION_TOKEN", given.sessionToken());
    });
    return all;
  }

  /** {@code GetCallerIdentity} to {@code get-caller-identity}. */
  private static String dashed(String action) {
    return action.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  @Override
  public void passAnHour() throws IOException {
    List<Path> cached;
    try (Stream<Path> files = Files.list(home.resolve(".aws/cli/cache"))) {
      cached = files.toList();
    }
    assertThat(cached).hasSize(1);
    String text = Files.readString(cached.getFirst());
    String expired = text.replaceAll("\"Expiration\": *\"[^\"]+\"", EXPIRED);
    assertThat(expired).isNotEqualTo(text);
    Files.writeString(cached.getFirst(), expired);
  }

  @Override
  public void close() throws IOException {
    tunnel.close();
  }
}
