package dev.rolecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Json;
import dev.rolecall.json.JsonException;
import dev.rolecall.json.JsonValue;
import dev.rolecall.testkit.ProjectFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExplainCommandTest {
  private static final Path EXAMPLES = ProjectFiles.root().resolve("examples");
  private static final String IDENTITY = EXAMPLES.resolve("explain/identity.json").toString();
  private static final List<String> REQUEST =
      List.of(
          "--principal", "arn:aws:sts::111111111111:assumed-role/reports/ann",
          "--action", "s3:GetObject",
          "--resource", "arn:aws:s3:::acme-reports/q1.csv");
  private static final String CASE =
      """
      {"name": "%s", "identityPolicies": [{"Version": "2012-10-17", "Statement": {"Effect": "%s",
      "Action": "s3:GetObject", "Resource": "*"}}], "request": {"principal":
      "arn:aws:iam::111111111111:user/ann", "action": "s3:GetObject", "resource":
      "arn:aws:s3:::a/b", "resourceAccount": "111111111111", "context": {}}}
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @TempDir private Path folder;

  @Test
  void endsWithZeroWhereItIsAllowed() {
    assertThat(asked("--policy", IDENTITY, "--context", "aws:PrincipalTag/team=audit")).isZero();
    assertThat(out.toString())
        .startsWith("Allowed: s3:GetObject on arn:aws:s3:::acme-reports/q1.csv, by ")
        .contains("identity.json statement 'ReadReports' (line 4, column 5)");
    assertThat(errors.toString()).isEmpty();
  }

  @Test
  void endsWithOneWhereItIsDenied() {
    assertThat(asked("--policy", IDENTITY)).isEqualTo(1);
    assertThat(out.toString())
        .startsWith("Denied: no identity-based policy allows s3:GetObject on")
        .contains("--context 'aws:PrincipalTag/team=finance'");
  }

  @Test
  void takesEveryKindOfPolicy() {
    String example = EXAMPLES.resolve("explain").toString();
    assertThat(
            asked(
                "--policy", IDENTITY,
                "--resource-policy", example + "/bucket.json",
                "--boundary", example + "/boundary.json",
                "--session-policy", example + "/boundary.json",
                "--scp", example + "/scp.json," + example + "/boundary.json",
                "--scp", example + "/scp.json",
                "--rcp", example + "/boundary.json"))
        .isEqualTo(2);
    assertThat(errors.toString()).contains("boundary.json", "Principal", "what to do:");

    assertThat(
            asked(
                "--policy", IDENTITY,
                "--resource-policy", example + "/bucket.json",
                "--boundary", example + "/boundary.json",
                "--session-policy", example + "/boundary.json",
                "--scp", example + "/scp.json," + example + "/boundary.json",
                "--scp", example + "/scp.json"))
        .isEqualTo(1);
    assertThat(out.toString())
        .contains("service control policies, level 2 of 2  denies")
        .contains("resource-based policy", "permissions boundary", "session policy");
  }

  @Test
  void takesListsOfValues() {
    asked("--policy", IDENTITY, "--context", "aws:TagKeys=[\"a\",\"b\"]");
    assertThat(out.toString()).contains("aws:tagkeys = [\"a\", \"b\"]");
  }

  @Test
  void takesARequestAsJson() throws IOException {
    Path file = Files.writeString(folder.resolve("request.json"), CASE.formatted("", "Deny"));
    assertThat(run("explain", "--request", file.toString())).isEqualTo(1);
    assertThat(out.toString())
        .startsWith("Denied: the identity-based policy denies s3:GetObject on arn:aws:s3:::a/b");
  }

  @Test
  void takesARequestFromStandardInput() {
    InputStream input = System.in;
    System.setIn(
        new ByteArrayInputStream(CASE.formatted("", "Allow").getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(run("explain", "--request", "-")).isZero();
    } finally {
      System.setIn(input);
    }
  }

  @Test
  void takesACaseByItsName() throws IOException {
    Path file = cases();
    assertThat(run("explain", "--cases", file.toString(), "--name", "no")).isEqualTo(1);
    assertThat(run("explain", "--cases", file.toString(), "--name", "yes")).isZero();
  }

  @Test
  void saysThatThereIsNoSuchCase() throws IOException {
    Path file = cases();
    assertThat(run("explain", "--cases", file.toString(), "--name", "maybe")).isEqualTo(2);
    assertThat(errors.toString())
        .contains("there is no such case", file.toString(), "'maybe'", "what to do:");
  }

  @Test
  void takesARoleOfManifestsWithAllThatBearsOnIt() {
    String role = "arn:aws:iam::111111111111:role/reports";
    List<String> request =
        List.of(
            "explain",
            "--manifests",
            EXAMPLES.resolve("quickstart").toString(),
            "--role",
            role,
            "--session-tag",
            "kubernetes-namespace=acme",
            "--action",
            "s3:GetObject",
            "--resource",
            "arn:aws:s3:::acme-documents/2026.csv");
    assertThat(run(request.toArray(String[]::new))).isZero();
    assertThat(out.toString())
        .contains("arn:aws:sts::111111111111:assumed-role/reports/session")
        .contains("inline policy 'documents'", "service control policy 'documents-stay'");
  }

  @Test
  void takesTheTrustPolicyOfARoleOfManifestsAndSaysWhatElseCounts() {
    int code =
        run(
            "explain",
            "--manifests",
            EXAMPLES.resolve("quickstart").toString(),
            "--principal",
            "pods.eks.amazonaws.com",
            "--action",
            "sts:AssumeRole",
            "--resource",
            "arn:aws:iam::111111111111:role/reports");
    assertThat(code).isZero();
    assertThat(out.toString()).contains("role trust policy", "trust policy statement 0");
    assertThat(errors.toString()).contains("docs/trust.md");
  }

  @Test
  void printsJson() throws JsonException {
    assertThat(asked("--policy", IDENTITY, "--format", "json")).isEqualTo(1);
    JsonValue.JsonObject object = (JsonValue.JsonObject) Json.parse(out.toString());
    assertThat(object.members().stream().map(JsonValue.Member::name))
        .containsExactly("decision", "reason", "blockedBy", "request", "layers", "missingContext");
  }

  @Test
  void showsEveryStatementWhereAsked() {
    asked("--policy", IDENTITY, "--all");
    assertThat(out.toString()).contains("'ReadReports'", "'WriteOwnDrafts'", "'ListBuckets'");
  }

  @Test
  void listsEveryProblemOfAPolicy() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("wrong.json"),
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "allow", "Action": "s3", "Resource": "*"}]}
            """);
    assertThat(asked("--policy", file.toString())).isEqualTo(2);
    assertThat(errors.toString())
        .contains("is not a policy of its kind", "wrong.json", "/Statement/0/Effect")
        .contains("/Statement/0/Action", "what to do:")
        .doesNotContain("\tat ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void saysWhichFileCannotBeRead() {
    assertThat(asked("--policy", folder.resolve("none.json").toString())).isEqualTo(2);
    assertThat(errors.toString()).contains("a policy cannot be read", "none.json is not there");
  }

  @Test
  void saysThatThereIsNoSuchRole() {
    int code =
        run(
            "explain",
            "--manifests",
            EXAMPLES.resolve("quickstart").toString(),
            "--role",
            "arn:aws:iam::111111111111:role/none",
            "--action",
            "s3:GetObject");
    assertThat(code).isEqualTo(2);
    assertThat(errors.toString()).contains("there is no such role", "role/none", "what to do:");
  }

  private Path cases() throws IOException {
    String lines =
        Stream.of(CASE.formatted("yes", "Allow"), CASE.formatted("no", "Deny"))
            .map(text -> text.replace("\n", " "))
            .reduce("", (all, line) -> all + line + "\n");
    return Files.writeString(folder.resolve("cases.jsonl"), lines);
  }

  private int asked(String... more) {
    return run(
        Stream.of(Stream.of("explain"), REQUEST.stream(), Stream.of(more))
            .flatMap(arguments -> arguments)
            .toArray(String[]::new));
  }

  private int run(String... arguments) {
    CommandLine line = Rolecall.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(errors, true));
    return line.execute(arguments);
  }
}
