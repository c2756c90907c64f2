package dev.rolecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.cli.StubProject.Run;
import dev.rolecall.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolecallScriptTest {
  /** Newer than any JDK of this machine. */
  private static final int NEWEST = 99;

  @TempDir private Path folder;
  private StubProject project;

  @BeforeEach
  void makeProject() throws IOException {
    Requirement.that(Files.isExecutable(Path.of("/bin/bash")), "bash is needed: install it");
    folder = folder.toRealPath();
    project = new StubProject(folder);
  }

  @Test
  void runsFromAnyFolderThroughALinkWithNothingExported() throws Exception {
    project.jdk(NEWEST);
    Path links = Files.createDirectory(folder.resolve("links"));
    Path link =
        Files.createSymbolicLink(links.resolve("rolecall"), project.root.resolve("rolecall"));
    Run run = project.run(link, links, Map.of(), "token", "--namespace", "a b", "");
    assertThat(run.code()).isZero();
    assertThat(run.output())
        .startsWith("java 99 in " + links)
        .contains("[-Drolecall.home=" + project.root + "]", "[-Drolecall.terminal=false]")
        .endsWith("[token]\n[--namespace]\n[a b]\n[]\n");
  }

  @Test
  void knowsThatKubectlCalledIt() throws Exception {
    project.jdk(NEWEST);
    Path link =
        Files.createSymbolicLink(
            folder.resolve("kubectl-rolecall"), project.root.resolve("rolecall"));
    assertThat(project.run(link, folder, Map.of(), "token").output())
        .contains("[-Drolecall.command=kubectl rolecall]");
    assertThat(project.run("token").output()).contains("[-Drolecall.command=rolecall]");
  }

  @Test
  void picksTheNewestJdkWhateverJavaHomeSays() throws Exception {
    Path old = StubProject.jdkAt(folder.resolve("old"), 17);
    project.jdk(NEWEST - 1);
    Path newest = project.jdk(NEWEST);
    project.run(
        project.root.resolve("rolecall"), folder, Map.of("JAVA_HOME", old.toString()), "token");
    assertThat(project.builds()).singleElement().asString().endsWith("with " + newest);
  }

  @Test
  void takesTheJdkThatItIsTold() throws Exception {
    project.jdk(NEWEST);
    Path told = StubProject.jdkAt(folder.resolve("told"), 21);
    Run run = with("ROLECALL_JAVA_HOME", told);
    assertThat(run.output()).startsWith("java 21 ");
  }

  @Test
  void saysWhichJdkItNeeds() throws Exception {
    Run run = with("ROLECALL_JAVA_HOME", StubProject.jdkAt(folder.resolve("old"), 17));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.errors()).contains("JDK 17, which is too old", "JDK 21 or newer");
    assertThat(project.builds()).isEmpty();
  }

  @Test
  void buildsOnceAndAgainOnlyWhatIsStale() throws Exception {
    project.jdk(NEWEST);
    Run first = project.run("up");
    assertThat(first.errors())
        .containsOnlyOnce("\n")
        .contains("building src/sts src/agent src/cli");
    assertThat(project.run("up").errors()).isEmpty();
    project.touch("src/agent/src/A.java");
    assertThat(project.run("token").errors()).isEmpty();
    assertThat(project.run("up").errors()).contains("building src/agent (");
    assertThat(project.builds()).hasSize(2);
  }

  @Test
  void buildsEverythingAgainWhenTheRootPomChanges() throws Exception {
    project.jdk(NEWEST);
    project.run("demo");
    project.touch("pom.xml");
    assertThat(project.run("demo").errors()).contains("building src/sts src/agent src/cli");
  }

  @Test
  void showsTheEndOfTheLogOfABuildThatFails() throws Exception {
    project.jdk(NEWEST);
    Files.createFile(project.root.resolve("break-the-build"));
    Run run = project.run("demo");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.output()).isEmpty();
    assertThat(run.errors()).contains("a semicolon is missing", ".rolecall/build.log");
  }

  @Test
  void runsTheSuiteAndGathersWhatWasSkipped() throws Exception {
    project.jdk(NEWEST);
    Run run = project.run("test", "-Dtest=FooTest");
    assertThat(run.code()).isZero();
    assertThat(project.builds()).singleElement().asString().contains("verify -Dtest=FooTest");
    assertThat(run.output()).contains("1 SKIPPED: no Docker here", "All tests passed");
  }

  @Test
  void failsWhereTheSuiteFails() throws Exception {
    project.jdk(NEWEST);
    Files.createFile(project.root.resolve("break-the-build"));
    assertThat(project.run("test").code()).isEqualTo(1);
  }

  private Run with(String name, Path value) throws Exception {
    return project.run(
        project.root.resolve("rolecall"), folder, Map.of(name, value.toString()), "token");
  }
}
