package dev.rolecall.e2e.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.e2e.documents.Reader.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReaderTest {
  @TempDir private Path folder;

  @Test
  void typesAllIntoOneShell() throws Exception {
    List<Ended> ended =
        follow("```sh\nexport A=1\n```\n```console\n$ echo \"$A\"; echo b >&2\n1\nb\n```\n");

    assertThat(ended).hasSize(2).allMatch(Ended::isAsShown);
  }

  @Test
  void stopsWhereACommandFails() throws Exception {
    List<Ended> ended = follow("```sh\ntrue\nfalse\ntouch late\n```\n");

    assertThat(ended).hasSize(2);
    assertThat(ended.getLast().isAsShown()).isFalse();
    assertThat(folder.resolve("late")).doesNotExist();
  }

  @Test
  void knowsCommandsThatMustFail() throws Exception {
    assertThat(follow("```console exits 3\n$ (echo no; exit 3)\nno\n```\n"))
        .allMatch(Ended::isAsShown);
    assertThat(follow("```console exits 3\n$ echo no\nno\n```\n")).noneMatch(Ended::isAsShown);
  }

  @Test
  void seesOutputThatIsAnother() throws Exception {
    assertThat(follow("```console\n$ echo a\nb\n```\n")).noneMatch(Ended::isAsShown);
  }

  private List<Ended> follow(String page) throws Exception {
    Desk desk = new Desk(folder, folder, Files.createDirectories(folder.resolve("home")));
    return new Reader(desk, folder.resolve("none")).follow(Step.of(Path.of("x.md"), page));
  }
}
