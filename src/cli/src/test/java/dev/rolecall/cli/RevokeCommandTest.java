package dev.rolecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RevokeCommandTest {
  private static final String TIME = "2026-01-31T12:00:00Z";
  private static final String BLOCK =
      """
      # who they are
      apiVersion: rolecall.dev/v1alpha1
      kind: Account
      metadata: {name: acme}
      spec: {accountId: "111111111111", namespaces: [acme]}
      ---
      apiVersion: rolecall.dev/v1alpha1
      kind: IAMRole
      metadata:
        name: reports
        namespace: acme
      spec:
        # the ARN's
        roleName: Reports
        path: /team/
        trustPolicy: # who
          Version: "2012-10-17"
          Statement: {Effect: Allow, Principal: {AWS: "111111111111"}, Action: "sts:AssumeRole"}
      """;
  private static final String FLOW =
      "{apiVersion: rolecall.dev/v1alpha1, kind: IAMRole, metadata: {name: flow, namespace: acme},"
          + " spec: { trustPolicy: {Version: '2012-10-17', Statement: {Effect: Allow, Principal:"
          + " {AWS: '111111111111'}, Action: 'sts:AssumeRole'}}}}\n";

  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("block.yaml"), BLOCK);
    Files.writeString(folder.resolve("flow.yaml"), FLOW);
    Files.writeString(
        folder.resolve("role.json"),
        FLOW.replaceAll("([A-Za-z]+): ", "\"$1\": ")
            .replaceAll(": ([A-Za-z][A-Za-z0-9./]*)", ": \"$1\"")
            .replace('\'', '"')
            .replace("\"flow\"", "\"json\""));
  }

  @Test
  void writesTheTimeIntoTheRoleThatIsNamedAndNothingElse() throws Exception {
    assertThat(revoke("arn:aws:iam::111111111111:role/team/Reports", "--before", TIME)).isZero();

    assertThat(read("block.yaml"))
        .isEqualTo(
            BLOCK.replace(
                "  roleName: Reports",
                "  revokeSessionsIssuedBefore: \"" + TIME + "\"\n  roleName: Reports"));
    assertThat(read("flow.yaml")).isEqualTo(FLOW);
    assertThat(out.toString())
        .contains(
            "arn:aws:iam::111111111111:role/team/Reports (acme/reports): sessions issued before "
                + TIME
                + " are revoked")
        .contains("Start what runs on this folder again");
  }

  @Test
  void writesIntoManifestsOfEveryStyle() throws Exception {
    assertThat(revoke("--all-in-account", "111111111111", "--before", TIME)).isZero();
    for (String file : new String[] {"block.yaml", "flow.yaml", "role.json"}) {
      assertThat(read(file)).as(file).containsOnlyOnce("revokeSessionsIssuedBefore");
    }

    assertThat(revoke("--all-in-account", "111111111111")).isZero();
    for (String file : new String[] {"block.yaml", "flow.yaml", "role.json"}) {
      assertThat(read(file))
          .as(file)
          .containsOnlyOnce("revokeSessionsIssuedBefore")
          .doesNotContain(TIME);
    }
  }

  @Test
  void takesNowWithTheSecondThatRuns() {
    Instant start = Instant.now();
    assertThat(revoke("acme/flow")).isZero();
    String time = out.toString().replaceAll("(?s).*issued before (\\S+) are.*", "$1");
    assertThat(Instant.parse(time)).isBetween(start, Instant.now().plusSeconds(1));
  }

  @Test
  void neverTakesARevocationBack() throws Exception {
    assertThat(revoke("acme/flow", "--before", TIME)).isZero();
    String once = read("flow.yaml");
    assertThat(revoke("acme/flow", "--before", "2025-01-01T00:00:00Z")).isZero();
    assertThat(out.toString()).contains("nothing to do, sessions issued before " + TIME);
    assertThat(read("flow.yaml")).isEqualTo(once);
  }

  @Test
  void changesNothingInADryRun() throws Exception {
    assertThat(revoke("acme/reports", "acme/flow", "--dry-run")).isZero();
    assertThat(out.toString()).contains("would be revoked").doesNotContain("Start");
    assertThat(read("block.yaml") + read("flow.yaml")).isEqualTo(BLOCK + FLOW);
  }

  @Test
  void changesNothingWhereOneOfTheRolesIsNotThere() throws Exception {
    for (String role :
        new String[] {"acme/none", "arn:aws:iam::111111111111:role/Reports", "globex/reports"}) {
      assertThat(revoke("acme/reports", role)).isEqualTo(1);
    }
    assertThat(revoke("--all-in-account", "222222222222")).isEqualTo(1);
    assertThat(errors.toString())
        .contains("there is no IAMRole acme/none; nothing was revoked")
        .contains("there is no role of account 222222222222");
    assertThat(read("block.yaml")).isEqualTo(BLOCK);
  }

  @Test
  void asksForAnEditByHandWhereTheTextWouldNotMeanTheSame() throws Exception {
    String role = FLOW.strip();
    String anchored =
        "{apiVersion: v1, kind: List, items: [%s, %s]}\n"
            .formatted(
                role.replace("spec: {", "spec: &s {"),
                role.replaceAll("spec: .*", "spec: *s }").replace("name: flow", "name: alias"));
    Files.writeString(folder.resolve("flow.yaml"), anchored);
    assertThat(revoke("acme/alias", "--before", TIME)).isEqualTo(1);
    assertThat(errors.toString())
        .contains(
            "the sessions of", "write below its spec:  revokeSessionsIssuedBefore: \"" + TIME);
    assertThat(read("flow.yaml")).isEqualTo(anchored);
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  private int revoke(String... arguments) {
    CommandLine line = Rolecall.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(errors, true));
    return line.execute(
        Stream.of(
                Stream.of("revoke"),
                Stream.of(arguments),
                Stream.of("--manifests", folder.toString()))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }
}
