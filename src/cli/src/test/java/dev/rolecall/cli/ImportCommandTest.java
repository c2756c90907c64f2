package dev.rolecall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ImportCommandTest {
  static final Path SAMPLES =
      ProjectFiles.root().resolve("src/cli/src/test/resources/dev/rolecall/cli/ecs/samples");

  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @TempDir private Path folder;

  @Test
  void printsATaskDefinition() {
    int code =
        run(
            sample("fargate"),
            "--namespace",
            "api",
            "--account-map",
            "123456789012=111111111111",
            "--image",
            "api=registry.test/api:1");

    assertThat(code).isZero();
    assertThat(out.toString())
        .startsWith("# From the task definition of Amazon ECS in ")
        .contains(
            "#   kubectl create secret generic prod-db -n api --from-literal=password=..."
                + " --from-literal=username=...\n")
        .contains(
            """
            apiVersion: "rolecall.dev/v1alpha1"
            kind: "TaskDefinition"
            metadata:
              name: "api-41"
              namespace: "api"
            spec:
              family: "api"
              revision: 41
              taskRole: "arn:aws:iam::111111111111:role/service/api"
              executionRole: "arn:aws:iam::111111111111:role/ecsTaskExecutionRole"
              networkMode: "awsvpc"
              cpu: "1 vCPU"
              memory: "2 GB"
            """)
        .contains("image: \"registry.test/api:1\"", "key: \"cost-center\"")
        .contains("secretName: \"prod-db\"", "key: \"username\"", "secretName: \"prod-api-key\"")
        .doesNotContain("123456789012.dkr");
  }

  @Test
  void namesWhatHasNoEquivalentWithItsPlaceTheReasonAndAWayOut() {
    assertThat(run(sample("web-server"))).isZero();

    assertThat(errors.toString().lines())
        .anyMatch(line ->
            line.contains("web-server.json:18:7: no equivalent: $.containerDefinitions[0].links")
                && line.endsWith(
                    "containers of a task share one network; call the other container at"
                        + " 127.0.0.1"))
        .anyMatch(line -> line.contains("$.containerDefinitions[0].portMappings[0].appProtocol"))
        .anyMatch(line ->
            line.contains("no equivalent: $.containerDefinitions[0].portMappings[0].hostPort"))
        .anyMatch(line -> line.contains("no equivalent: $.containerDefinitions[0].ulimits"))
        .anyMatch(line -> line.contains("no equivalent: $.placementConstraints"))
        .anyMatch(line -> line.contains("changed: $.networkMode"))
        .anyMatch(line -> line.contains("changed: $.containerDefinitions[0].dockerLabels"))
        .anyMatch(line -> line.contains("no setting: $.tags[1].key"))
        .noneMatch(line -> line.contains("portMappings[1].hostPort"))
        .last()
        .asString()
        .isEqualTo("5 no equivalent, 2 changed, 1 needed, 2 no setting");
  }

  @Test
  void strictPrintsNothingWhereTheTaskWouldBeAnother() throws IOException {
    assertThat(run(sample("gpu"), "--strict")).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
    assertThat(errors.toString()).contains("resourceRequirements", "nvidia.com/gpu");

    Path plain =
        write(
            """
            {"family": "plain", "networkMode": "awsvpc", "requiresCompatibilities": ["EC2"],
             "containerDefinitions": [{"name": "app", "image": "app:1", "memory": 64}]}
            """);
    assertThat(run(plain.toString(), "--strict", "--revision", "3", "--task", "try")).isZero();
    assertThat(out.toString()).contains("name: \"plain-3\"", "taskDefinition: \"plain:3\"");
  }

  @Test
  void repeatsMountsGivesFoldersInMemoryAndRenamesToLabels() {
    assertThat(run(sample("bind-mounts"))).isZero();
    assertThat(out.toString())
        .contains("path: \"/var/log/pods\"", "claimName: \"node-report-cache\"")
        .contains("sourceVolume: \"docker-logs\"");
    String uploader = out.toString().substring(out.toString().indexOf("name: \"uploader\""));
    assertThat(uploader).contains("containerPath: \"/out\"", "readOnly: true");
    assertThat(run(sample("efs"))).isZero();
    assertThat(out.toString())
        .contains(
            "containerPath: \"/dev/shm\"", "sizeLimit: \"64Mi\"", "claimName: \"wiki-pages\"");
    assertThat(errors.toString())
        .contains("volumeHandle fs-0123456789abcdef0:/:fsap-0fedcba9876543210");
  }

  static Stream<Arguments> wrong() {
    String container = "{\"family\": \"f\", \"containerDefinitions\": [{\"name\": \"a\"";
    String whole = container + ", \"image\": \"i\"";
    return Stream.of(
        arguments("{\"family\": \"a\",\n  \"cpu\": 'x'}", ":2:10", "double quotes"),
        arguments("[1]", ":1:1", "must be an object"),
        arguments("{\"family\": 7}", ":1:2", "$.family must be text"),
        arguments("{\"family\": \"f\"}", ":1:1", "$.containerDefinitions is required"),
        arguments(container + "}]}", ":1:42", "image is required"),
        arguments(whole + ", \"cpu\": 1.5}]}", ":1:70", "must be a whole number, not 1.5"),
        arguments(whole + "}], \"family\": \"g\"}", ":1:72", "$.family is there twice"),
        arguments(
            whole + ", \"dependsOn\": [{\"containerName\": \"b\", \"condition\": \"START\"}]}]}",
            ":1:85",
            "there is no container of this name"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void saysWhereAFileIsNoTaskDefinition(String json, String place, String why) throws IOException {
    Path file = write(json);
    assertThat(run(file.toString())).isEqualTo(1);
    assertThat(errors.toString()).contains("where: " + file + place, why, "what to do:");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void showsNothingOfAFileThatWouldCommandATerminalOrEndAComment() throws IOException {
    Path file =
        write(
            """
            {"family": "f", "containerDefinitions": [{"name": "a", "image": "i",
              "bad\\u001b[2Jname\\nkind: Secret": 1,
              "secrets": [{"name": "A", "valueFrom": "x\\nkind: Secret"}]}]}
            """);
    assertThat(run(file.toString())).isZero();
    assertThat(errors.toString()).doesNotContain("\u001b").contains("no such member");
    assertThat(errors.toString().lines()).hasSize(3);
    assertThat(out.toString().lines()).noneMatch(line -> line.startsWith("kind: Secret"));
  }

  @Test
  void keepsSecretsApartWhoseNamesAreAlike() throws IOException {
    Path file =
        write(
            """
            {"family": "f", "containerDefinitions": [{"name": "a", "image": "i", "secrets": [
              {"name": "A", "valueFrom": "arn:aws:secretsmanager:x:1:secret:db-abcdef"},
              {"name": "B", "valueFrom": "arn:aws:secretsmanager:x:1:secret:db-ghijkl"},
              {"name": "C", "valueFrom": "arn:aws:secretsmanager:x:1:secret:db-abcdef:a b::"},
              {"name": "D", "valueFrom": "arn:aws:secretsmanager:x:1:secret:db-abcdef:a_b:AWSPREVIOUS:"},
              {"name": "E", "valueFrom": "/db/2"}, {"name": "F", "valueFrom": "/db-2"}]}]}
            """);
    assertThat(run(file.toString())).isZero();
    assertThat(out.toString())
        .contains("create secret generic db --from-literal=a_b=... --from-literal=a_b-2=...")
        .contains("--from-literal=value=...\n#   kubectl create secret generic db-2 --from")
        .contains("create secret generic db-2-2 ", "create secret generic db-2-3 ");
    assertThat(errors.toString()).contains("changed: $.containerDefinitions[0].secrets[3]");
  }

  @Test
  void printsNothingThatWouldBeRefused() throws IOException {
    Path file =
        write(
            """
            {"family": "f", "cpu": "many", "containerDefinitions": [{"name": "a", "image": "i"}]}
            """);
    assertThat(run(file.toString())).isEqualTo(1);
    assertThat(errors.toString()).contains("would be refused", "spec.cpu", "'many'");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import",
        "import ecs-task-definition",
        "import ecs-task-definition f --namespace A",
        "import ecs-task-definition f --revision 0",
        "import ecs-task-definition f --revision x",
        "import ecs-task-definition f --task A_b",
        "import ecs-task-definition f --account-map 1=2",
        "import ecs-task-definition f --image app",
      })
  void endsWrongUseWithExitCodeTwo(String line) {
    assertThat(command(line.split(" "))).isEqualTo(2);
    assertThat(errors.toString().lines()).hasSize(1);
  }

  @Test
  void refusesImagesForContainersThatThereAreNot() {
    assertThat(run(sample("gpu"), "--image", "app=x")).isEqualTo(1);
    assertThat(errors.toString()).contains("no container 'app'");
  }

  @Test
  void doesNotReadWhatIsNoTextOrTooLong() throws IOException {
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0});
    assertThat(run(binary.toString())).isEqualTo(1);
    Path large = Files.writeString(folder.resolve("long"), "[" + " ".repeat(1 << 20) + "]");
    assertThat(run(large.toString())).isEqualTo(1);
    assertThat(run(folder.resolve("none").toString())).isEqualTo(1);
    assertThat(errors.toString()).contains("UTF-8", "more than 1048576 bytes", "none is not there");
  }

  private Path write(String json) throws IOException {
    return Files.write(folder.resolve("task.json"), json.getBytes(StandardCharsets.UTF_8));
  }

  private static String sample(String name) {
    return SAMPLES.resolve(name + ".json").toString();
  }

  private int run(String... arguments) {
    return command(
        Stream.concat(Stream.of("import", "ecs-task-definition"), Stream.of(arguments))
            .toArray(String[]::new));
  }

  private int command(String... arguments) {
    CommandLine line = Rolecall.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(errors, true));
    return line.execute(arguments);
  }
}
