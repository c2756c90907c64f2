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
        .contains("Key " + both.get(1) + " was made in state folder")
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
    assertThat(run(0, "rotate", "--dry-run")).contains("A key would be made in state folder");
    assertThat(run(0, "drop", only, "--dry-run")).contains("Key " + only + " would be dropped");
    assertThat(Files.readString(keys())).isEqualTo(before);
  }

  @Test
  void namesTheKeysWhereThereIsNoneOfThatId() {
    String only = ids(run(0, "list")).getFirst();
    run(1, "drop", "other");
    assertThat(errors.toString()).contains("there is no key 'other'", "the keys are " + only);
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
  void printsNoKey() throws Exception {
    String output = run(0, "rotate") + run(0, "list");
    String text = Files.readString(keys());
    for (String part : text.split("\"k\":\"")) {
      assertThat(output).doesNotContain(part.substring(0, Math.min(20, part.length())));
    }
  }

  private Path keys() {
    return folder.resolve("state/session-keys.json");
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
