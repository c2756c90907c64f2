package dev.rolecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class LintCommandTest {
  private static final String CLEAN =
      """
      {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::a/b"}}
      """;
  private static final String WARNED = CLEAN.replace("{\"Version\": \"2012-10-17\", ", "{");
  private static final String STATEMENT =
      "{\"Effect\": \"Allow\", \"Action\": %s, \"Resource\": %s}";
  private static final String TRUST =
      """
      {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
      "Principal": {"Service": "pods.eks.amazonaws.com"}}}
      """;
  private static final String ROLE =
      """
      # a comment
      apiVersion: rolecall.dev/v1alpha1
      kind: IAMRole
      metadata:
        name: %s
        namespace: acme
      spec:
        trustPolicy:
          Version: "2012-10-17"
          Statement:
            - Effect: Allow
              Principal: {Service: pods.eks.amazonaws.com}
              Action: [sts:AssumeRole, sts:TagSession]
        policies:
          - name: p
            document:
              Version: "2012-10-17"
              Statement:
                - Effect: Allow
                  Action: %s
                  Resource: arn:aws:s3:::a/b
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "error, 0",
    "security-warning, 0",
    "warning, 1",
    "suggestion, 1",
    "WARNING, 1",
    "never, 0"
  })
  void failsFromTheChosenSeverityOn(String severity, int code) throws IOException {
    assertThat(lint(file("p.json", WARNED), "--fail-on", severity)).isEqualTo(code);
    assertThat(out.toString()).contains("p.json:1:1: warning MISSING_VERSION ");
    assertThat(out.toString())
        .endsWith("1 document: 0 errors, 0 security warnings, 1 warning, 0 suggestions\n");
  }

  @Test
  void findsNothingInWhatIsFine() throws IOException {
    assertThat(lint(file("p.json", CLEAN), "--fail-on", "suggestion", "--type", "identity"))
        .isZero();
    assertThat(out.toString())
        .isEqualTo("1 document: 0 errors, 0 security warnings, 0 warnings, 0 suggestions\n");
  }

  @Test
  void takesTheReadersProblemsForErrors() throws IOException {
    String broken = CLEAN.replace("Allow", "allow").replace("s3:GetObject", "GetObject");
    assertThat(lint(file("p.json", broken))).isEqualTo(1);
    assertThat(out.toString()).contains("error INVALID_EFFECT", "error INVALID_ACTION");
  }

  @Test
  void tellsWhereATextIsNoJson() throws IOException {
    assertThat(lint(file("p.json", "{\n  \"Version\": 2012-10-17\n}"))).isEqualTo(1);
    assertThat(out.toString()).contains("p.json:2:", "error JSON_SYNTAX_ERROR This is not JSON: ");
  }

  @Test
  void leavesOutIgnoredCodes() throws IOException {
    assertThat(
            lint(file("p.json", WARNED), "--ignore", "MISSING_VERSION", "--fail-on", "suggestion"))
        .isZero();
  }

  @Test
  void saysWhatItTookAPolicyFor() throws IOException {
    assertThat(lint(file("trust.json", TRUST))).isZero();
    assertThat(out.toString())
        .contains("trust.json: read as a trust policy; --type says otherwise")
        .contains("MISSING_TAG_SESSION");
  }

  @Test
  void takesAPolicyForWhatItIsSaidToBe() throws IOException {
    assertThat(lint(file("trust.json", TRUST), "--type", "identity")).isEqualTo(1);
    assertThat(out.toString()).contains("UNSUPPORTED_PRINCIPAL").doesNotContain("read as");
  }

  @Test
  void lintsThePoliciesOfManifestsWithTheirPlacesInTheFile() throws IOException {
    String list = ROLE.formatted("one", "'*'") + "---\n" + ROLE.formatted("two", "[]");
    assertThat(lint(file("roles.yaml", list), "--format", "json", "--fail-on", "suggestion"))
        .isEqualTo(1);
    assertThat(out.toString().lines())
        .hasSize(1)
        .allSatisfy(line ->
            assertThat(line)
                .contains("\"line\":42,\"column\":13,")
                .contains("\"subject\":\"IAMRole 'two', spec.policies[0].document\"")
                .contains("\"pointer\":\"/Statement/0/Action\"")
                .contains("\"code\":\"EMPTY_ARRAY_ACTION\""));
  }

  @Test
  void lintsAListOfManifests() throws IOException {
    String items =
        ROLE.formatted("one", "[]").indent(4).replaceFirst("    # a comment\n    ", "  - ");
    assertThat(lint(file("list.yaml", "apiVersion: v1\nkind: List\nitems:\n" + items))).isZero();
    assertThat(out.toString()).contains("EMPTY_ARRAY_ACTION", "1 document:");
  }

  @Test
  void reportsWhatIsWrongWithAManifestItself() throws IOException {
    String wrong = ROLE.formatted("Upper", "s3:GetObject").replace("policies:", "polices:");
    assertThat(lint(file("role.yaml", wrong))).isEqualTo(1);
    assertThat(out.toString())
        .contains("role.yaml:5:9: error INVALID_MANIFEST metadata.name: ")
        .contains("role.yaml:14:3: error INVALID_MANIFEST spec.polices: ");
  }

  @Test
  void saysEachProblemOfAManifestsPolicyOnce() throws IOException {
    assertThat(lint(file("role.yaml", ROLE.formatted("one", "GetObject")))).isEqualTo(1);
    assertThat(out.toString().lines().filter(line -> line.contains("INVALID_ACTION"))).hasSize(1);
    assertThat(out.toString()).doesNotContain("INVALID_MANIFEST");
  }

  @Test
  void findsThePoliciesAmongTheOtherFilesOfAFolder() throws IOException {
    file("a.json", WARNED);
    file("package.json", "{\"name\": \"other\"}");
    file("notes.txt", WARNED);
    Path below = Files.createDirectory(folder.resolve("below"));
    Files.writeString(below.resolve("b.yml"), "Statement: []\n");
    Files.writeString(below.resolve("pod.yaml"), "apiVersion: v1\nkind: Pod\n");
    assertThat(lint(folder)).isEqualTo(1);
    assertThat(out.toString())
        .contains("a.json:1:1: warning MISSING_VERSION", "b.yml:1:1: error MISSING_STATEMENT")
        .contains("2 documents:");
  }

  @Test
  void readsStandardInput() {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(WARNED.getBytes(StandardCharsets.UTF_8)));
      assertThat(run("lint", "-", "--fail-on", "warning")).isEqualTo(1);
    } finally {
      System.setIn(before);
    }
    assertThat(out.toString()).contains("stdin:1:1: warning MISSING_VERSION");
  }

  @Test
  void endsWithTwoWhereAFileCannotBeRead() {
    assertThat(lint(folder.resolve("none.json"))).isEqualTo(2);
    assertThat(errors.toString())
        .contains("a file cannot be read", "none.json is not there", "what to do:");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void endsWithTwoWhereAFileIsNoText() throws IOException {
    Path file = Files.write(folder.resolve("p.json"), new byte[] {(byte) 0xc3, 0x28});
    assertThat(lint(file)).isEqualTo(2);
    assertThat(errors.toString()).contains("it is not text in UTF-8");
  }

  @Test
  void endsWithTwoWhereThereIsNothingToLint() throws IOException {
    file("notes.txt", "nothing");
    assertThat(lint(folder)).isEqualTo(2);
    assertThat(errors.toString()).contains("there is nothing to lint");
  }

  @Test
  void tellsTwoFindingsOfOnePlaceApart() throws IOException {
    String everything = STATEMENT.formatted("\"*\"", "\"*\"");
    String policy = "{\"Version\": \"2012-10-17\", \"Statement\": " + everything + "}";
    assertThat(lint(file("p.json", policy), "--fail-on", "security-warning")).isEqualTo(1);
    assertThat(out.toString())
        .contains("FULL_WILDCARD", "PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE");
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private int lint(Path file, String... options) {
    return run(
        Stream.concat(Stream.of("lint", file.toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  private int run(String... arguments) {
    CommandLine line = Rolecall.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(errors, true));
    return line.execute(arguments);
  }
}
