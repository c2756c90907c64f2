package dev.rolecall.kube.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.JsonException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused of TaskDefinitions and Tasks, with its place and how to mend it. */
class TaskReadingTest {
  private static final String APP = "{name: app, image: app}";

  @Test
  void readsADefinitionOfEverything() throws JsonException {
    assertThat(
            problems(
                """
                  taskRole: App
                  executionRole: arn:aws:iam::111111111111:role/Execution
                  cpu: "512"
                  memory: 1 GB
                  runtimePlatform: {cpuArchitecture: ARM64, operatingSystemFamily: LINUX}
                  volumes: [{name: data, emptyDir: {sizeLimit: 1Gi}}]
                  containerDefinitions:
                    - name: migrate
                      image: app
                      essential: false
                      command: ["a", "a"]
                    - name: cache
                      image: cache
                      healthCheck: {command: [CMD-SHELL, ping]}
                      dependsOn: [{containerName: migrate, condition: SUCCESS}]
                    - name: app
                      image: app
                      cpu: "256"
                      memory: 512Mi
                      environment: [{name: A, value: "$(B)"}]
                      secrets: [{name: C, secretName: s, key: k}]
                      mountPoints: [{sourceVolume: data, containerPath: /data}]
                      portMappings: [{containerPort: 80}, {containerPort: 80, protocol: udp}]
                      dependsOn:
                        - {containerName: migrate, condition: SUCCESS}
                        - {containerName: cache, condition: HEALTHY}
                """))
        .isEmpty();
  }

  @Test
  void findsReferencesThatLeadNowhere() throws JsonException {
    assertThat(
            problems(
                """
                  containerDefinitions:
                    - name: app
                      image: app
                      mountPoints: [{sourceVolume: data, containerPath: /data}]
                      dependsOn: [{containerName: db, condition: START}]
                """))
        .satisfiesExactly(
            problem ->
                assertThat(problem)
                    .startsWith("spec.containerDefinitions[0].mountPoints[0].sourceVolume (line 10")
                    .contains("the definition has no volume 'data'"),
            problem ->
                assertThat(problem)
                    .startsWith("spec.containerDefinitions[0].dependsOn[0].containerName (line 11")
                    .contains("its containers are [app]"));
  }

  @Test
  void findsContainersThatWaitForEachOther() throws JsonException {
    assertThat(
            problems(
                """
                  containerDefinitions:
                    - {name: free, image: a}
                    - {name: a, image: a, dependsOn: [{containerName: b, condition: START}]}
                    - {name: b, image: a, dependsOn: [{containerName: c, condition: START}]}
                    - {name: c, image: a, dependsOn: [{containerName: a, condition: START}]}
                """))
        .singleElement()
        .asString()
        .startsWith("spec.containerDefinitions[1].dependsOn")
        .contains("containers [a, b, c] wait for each other");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          COMPLETE | essential: false | use SUCCESS
          SUCCESS  | essential: true  | is essential
          HEALTHY  | essential: true  | has no healthCheck
          """)
  void refusesWhatCannotBeWaitedFor(String condition, String field, String message)
      throws JsonException {
    assertThat(
            problems(
                """
                  containerDefinitions:
                    - {name: other, image: a, %s}
                    - {name: app, image: a, dependsOn: [{containerName: other, condition: %s}]}
                """
                    .formatted(field, condition)))
        .singleElement()
        .asString()
        .startsWith("spec.containerDefinitions[1].dependsOn[0].condition")
        .contains(message);
  }

  @Test
  void refusesAContainerThatIsWaitedForAndWaitsForOneThatStartsLater() throws JsonException {
    assertThat(
            problems(
                """
                  containerDefinitions:
                    - {name: late, image: a}
                    - name: migrate
                      image: a
                      essential: false
                      dependsOn: [{containerName: late, condition: START}]
                    - {name: app, image: a, dependsOn: [{containerName: migrate, condition: SUCCESS}]}
                """))
        .singleElement()
        .asString()
        .contains("wait for 'late' by HEALTHY or SUCCESS");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cpu: "1"                      | write '1 vCPU'
          cpu: "64"                     | write '64 vCPU'
          memory: "2"                   | write '2 GB'
          cpu: 256                      | put it in quotes
          networkMode: bridge           | It must match ^(awsvpc|host)$
          volumes: [{name: v}]          | needs exactly one of emptyDir
          volumes: [{name: v, emptyDir: {}, secret: {name: s}}] | needs exactly one of emptyDir
          volumes: [{name: v, hostPath: {path: /a/../etc}}] | may not have '..'
          taskRole: arn:aws:iam::111111111111:role/a//b/ | is no role's ARN
          tags: [{key: kubernetes-namespace, value: v}] | reserved
          executionrole: R              | did you mean executionRole?
          """)
  void refusesWhatMakesNoSenseOfATask(String field, String message) throws JsonException {
    assertThat(problems("  containerDefinitions: [" + APP + "]\n  " + field))
        .isNotEmpty()
        .first()
        .asString()
        .contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          essential: false                       | none is essential
          healthCheck: {command: [NONE, x]}      | begin with CMD
          healthCheck: {command: [CMD-SHELL, a, b]} | one line for the shell
          memory: "64", memoryReservation: "65"  | is more than memory
          cpu: "1024"                            | is less than the containers have together, 1000m
          user: root                             | as numbers
          environment: [{name: A}], secrets: [{name: A, secretName: s, key: k}] | keep one of the two
          image: "a b"                           | It must match
          """)
  void refusesWhatMakesNoSenseOfAContainer(String fields, String message) throws JsonException {
    String image = fields.startsWith("image") ? "" : "image: app, ";
    assertThat(
            problems(
                "  cpu: \"512\"\n  containerDefinitions: [{name: app, " + image + fields + "}]"))
        .isNotEmpty()
        .first()
        .asString()
        .contains(message);
  }

  @Test
  void refusesADefinitionOfMoreThan64KiB() throws JsonException {
    String large = "{name: A, value: '" + "x".repeat(30_000) + "'}";
    assertThat(
            problems(
                "  containerDefinitions: [{name: app, image: a, environment: [%s, %s, %s]}]"
                    .formatted(large, large.replace("A", "B"), large.replace("A", "C"))))
        .singleElement()
        .asString()
        .contains("64 KiB");
  }

  @Test
  void refusesATaskWhosePodCouldNotBeCalledAfterIt() throws JsonException {
    String task =
        """
        apiVersion: rolecall.dev/v1alpha1
        kind: Task
        metadata: {name: %s, namespace: team}
        spec: {taskDefinition: "web:1", overrides: {taskRole: "arn:aws:iam::1:role/x"}}
        """;
    assertThat(read(task.formatted("a".repeat(249))))
        .anySatisfy(problem -> assertThat(problem).contains("for the name of the task's pod"))
        .anySatisfy(problem -> assertThat(problem).startsWith("spec.overrides.taskRole"));
    assertThat(
            read(
                """
                apiVersion: rolecall.dev/v1alpha1
                kind: Task
                metadata: {name: run, namespace: team}
                spec: {taskDefinition: "web", desiredStatus: STOPPED}
                """))
        .isEmpty();
  }

  private static List<String> problems(String spec) throws JsonException {
    return read(
        """
        apiVersion: rolecall.dev/v1alpha1
        kind: TaskDefinition
        metadata: {name: web-1, namespace: team}
        spec:
          family: web
          revision: 1
        """
            + spec);
  }

  private static List<String> read(String yaml) throws JsonException {
    return switch (ManifestReader.read(Yaml.parse(yaml).getFirst())) {
      case ManifestReading.Read read -> List.of();
      case ManifestReading.Refused refused ->
          refused.problems().stream().map(ManifestProblem::toString).toList();
    };
  }
}
