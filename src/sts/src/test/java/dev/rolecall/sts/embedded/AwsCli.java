package dev.rolecall.sts.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.testkit.Requirement;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** The AWS CLI of the machine. */
final class AwsCli {
  private AwsCli() {}

  /** The answer of one of its commands for STS. */
  static JsonObject sts(
      EmbeddedSts sts, Path folder, AwsSessionCredentials credentials, String... arguments)
      throws Exception {
    // Debian's CLI does not know the variable yet.
    Stream<String> command = Stream.of("sts", "--endpoint-url", sts.uri().toString());
    return run(sts, folder, credentials, Stream.concat(command, Stream.of(arguments)));
  }

  /** What kubectl runs to sign in to an EKS cluster: {@code aws eks get-token}. */
  static JsonObject eksToken(
      EmbeddedSts sts, Path folder, AwsSessionCredentials credentials, String cluster)
      throws Exception {
    return run(sts, folder, credentials, Stream.of("eks", "get-token", "--cluster-name", cluster));
  }

  private static JsonObject run(
      EmbeddedSts sts, Path folder, AwsSessionCredentials credentials, Stream<String> arguments)
      throws Exception {
    Outcome outcome =
        run(
            folder,
            credentials,
            Map.of("AWS_ENDPOINT_URL_STS", sts.uri().toString()),
            arguments.toList());
    assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
    return (JsonObject) Json.parse(outcome.output());
  }

  /** What became of a command. */
  record Outcome(int exitCode, String output, String errors) {}

  static Outcome run(
      Path folder,
      AwsSessionCredentials credentials,
      Map<String, String> environment,
      List<String> arguments)
      throws Exception {
    require();
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(Stream.of("aws"), arguments.stream()).toList());
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_ACCESS_KEY_ID",
                credentials.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY",
                credentials.secretAccessKey(),
                "AWS_SESSION_TOKEN",
                credentials.sessionToken(),
                "AWS_DEFAULT_REGION",
                "eu-west-1",
                "AWS_SHARED_CREDENTIALS_FILE",
                "/dev/null",
                "AWS_CONFIG_FILE",
                "/dev/null"));
    builder.environment().putAll(environment);
    Path errors = folder.resolve("aws-errors.txt");
    Process process = builder.redirectError(errors.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output, Files.readString(errors));
  }

  /** Skips where the machine's CLI is older than a command. */
  static void requireCommand(Path folder, String service, String command) throws Exception {
    require();
    Process process =
        new ProcessBuilder("aws", service, command, "--generate-cli-skeleton")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("aws-skeleton.txt").toFile())
            .start();
    Requirement.whereThereIs(
        process.waitFor() == 0,
        "the AWS CLI on the PATH is older than '%s %s'".formatted(service, command));
  }

  static void require() {
    Requirement.that(
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "aws"))),
        "the AWS CLI is not on the PATH: install it (Debian: apt install awscli)");
  }
}
