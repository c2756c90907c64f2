package dev.rolecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KeysCommandTest {
  private final StringWriter errors = new StringWriter();

  @TempDir private Path folder;

  @Test
  void rotatesWithoutLosingAKey() throws Exception {
    String first = ids(run(0, "list")).getFirst();
    String output = run(0, "rotate");
    List<String> both = ids(output);

    assertThat(both).hasSize(2).first().isEqualTo(first);
    assertThat(output)
        .containsPattern("Made in state folder .*: " + both.get(1) + "\\.")
        .containsPattern(first + " +\\S+Z +seals and opens")
        .containsPattern(both.get(1) + " +\\S+Z +opens, and seals from \\S+Z on");
    assertThat(ids(run(0, "list"))).isEqualTo(both);
    assertThat(Files.getPosixFilePermissions(keys())).hasSize(2);
  }

  @Test
  void dropsTheKeyThatIsNamed() throws Exception {
    run(0, "rotate");
    List<String> both = ids(run(0, "list"));
    String output = run(0, "drop", both.getFirst());

    assertThat(output).contains("Key " + both.getFirst() + " was dropped", "within two seconds");
    assertThat(ids(run(0, "list"))).containsExactly(both.get(1));
  }

  @Test
  void makesAKeyWhereTheLastIsDropped() throws Exception {
    String only = ids(run(0, "list")).getFirst();
    assertThat(ids(run(0, "drop", only))).hasSize(1).doesNotContain(only);
    assertThat(run(0, "list")).contains("seals and opens");
  }

  @Test
  void changesNothingInADryRun() throws Exception {
    String only = ids(run(0, "list")).getFirst();
    String before = Files.readString(keys());
    assertThat(run(0, "rotate", "--dry-run")).contains("New keys would be made in state folder");
    assertThat(run(0, "drop", only, "--dry-run")).contains("Key " + only + " would be dropped");
    assertThat(Files.readString(keys())).isEqualTo(before);
  }

  @Test
  void namesTheKeysWhereThereIsNoneOfThatId() {
    String only = ids(run(0, "list")).getFirst();
    run(1, "drop", "other");
    assertThat(errors.toString())
        .contains("there is no key 'other' among the session keys", "the keys are " + only);
  }

  @Test
  void leavesKeysThatCannotBeReadAlone() throws Exception {
    run(0, "list");
    Files.writeString(keys(), "{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}]}");
    for (List<String> command : List.of(List.of("list"), List.of("rotate"), List.of("drop", "a"))) {
      run(1, command.toArray(String[]::new));
    }
    assertThat(errors.toString())
        .contains("the session keys cannot be read", "a master key has no kid")
        .doesNotContain("c2VjcmV0");
    assertThat(Files.readString(keys())).contains("c2VjcmV0");
  }

  @Test
  void rotatesKeysOfIdentityTokensThatArePublishedBeforeTheySign() throws Exception {
    run(0, "list");
    String before = Files.readString(keys());
    List<String> first = ids(run(0, "list", "--identity-tokens"));
    String output = run(0, "rotate", "--identity-tokens");

    assertThat(ids(output)).hasSize(4).containsAll(first);
    assertThat(output)
        .contains("signs RS256", "signs ES384")
        .contains("published, and signs RS256 from ");
    assertThat(Files.readString(keys())).isEqualTo(before);
    assertThat(Files.getPosixFilePermissions(tokenKeys())).hasSize(2);
  }

  @Test
  void dropsAKeyOfIdentityTokensAndNoOther() throws Exception {
    run(0, "rotate", "--identity-tokens");
    List<String> all = ids(run(0, "list", "--identity-tokens"));
    run(1, "drop", all.getFirst());
    assertThat(errors.toString()).contains("among the session keys", "--identity-tokens");

    assertThat(run(0, "drop", all.getFirst(), "--identity-tokens", "--dry-run"))
        .contains("would be dropped");
    assertThat(ids(run(0, "list", "--identity-tokens"))).isEqualTo(all);
    assertThat(run(0, "drop", all.getFirst(), "--identity-tokens"))
        .contains("Key " + all.getFirst() + " was dropped", "its tokens are refused");
    assertThat(ids(run(0, "list", "--identity-tokens"))).hasSize(3).doesNotContain(all.getFirst());
  }

  @Test
  void leavesKeysOfIdentityTokensThatCannotBeReadAlone() throws Exception {
    run(0, "list", "--identity-tokens");
    Files.writeString(tokenKeys(), "{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}]}");
    run(1, "rotate", "--identity-tokens");
    assertThat(errors.toString())
        .contains("the keys of identity tokens cannot be read")
        .doesNotContain("c2VjcmV0");
    assertThat(Files.readString(tokenKeys())).contains("c2VjcmV0");
  }

  @Test
  void printsNoKey() throws Exception {
    String output = run(0, "rotate") + run(0, "list") + run(0, "rotate", "--identity-tokens");
    String text = Files.readString(keys()) + Files.readString(tokenKeys());
    for (String part : text.split("\"(k|d|p|q|dp|dq|qi|n|x|y)\":\"")) {
      assertThat(output).doesNotContain(part.substring(0, Math.min(20, part.length())));
    }
  }

  private Path keys() {
    return folder.resolve("state/session-keys.json");
  }

  private Path tokenKeys() {
    return folder.resolve("state/identity-token-keys.json");
  }

  private static List<String> ids(String output) {
    return output
        .lines()
        .dropWhile(line -> !line.startsWith("KEY"))
        .skip(1)
        .map(line -> line.split(" ")[0])
        .toList();
  }

  private String run(int code, String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine line = Rolecall.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(errors, true));
    String[] all = new String[arguments.length + 3];
    all[0] = "keys";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[arguments.length + 1] = "--state";
    all[arguments.length + 2] = folder.resolve("state").toString();
    assertThat(line.execute(all)).as(errors.toString()).isEqualTo(code);
    return out.toString();
  }
}
