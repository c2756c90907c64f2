package dev.rolecall.e2e;

import dev.rolecall.image.Images;
import dev.rolecall.image.ReleaseSettings;
import dev.rolecall.image.program.Program;
import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/** The images of this build: as the tests of images left them, or made now. */
final class BuiltImages {
  static final String TAG = "0.0.0-e2e";

  private static final List<String> PROGRAMS =
      List.of(
          "operator/target/quarkus-app/quarkus-run.jar",
          "src/sts/target/quarkus-app/quarkus-run.jar",
          "src/agent/target/rolecall-agent.jar");

  private BuiltImages() {}

  /** Their archives. */
  static List<Path> archives() throws IOException, InterruptedException {
    Path target = ProjectFiles.root().resolve("src/image/target");
    List<Path> made = archives(target.resolve("images"));
    if (made.size() < PROGRAMS.size() || oldest(made).compareTo(newestProgram()) < 0) {
      Images images =
          Images.prepare(
              new ReleaseSettings(
                  ProjectFiles.root(),
                  target.resolve("images"),
                  target.resolve("release"),
                  TAG,
                  "",
                  "scratch",
                  0),
              step -> {});
      for (Program program : Program.values()) {
        images.make(program);
      }
      made = archives(target.resolve("images"));
    }
    return made;
  }

  private static List<Path> archives(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".tar")).toList();
    }
  }

  private static FileTime oldest(List<Path> files) throws IOException {
    FileTime oldest = Files.getLastModifiedTime(files.getFirst());
    for (Path file : files) {
      FileTime time = Files.getLastModifiedTime(file);
      oldest = time.compareTo(oldest) < 0 ? time : oldest;
    }
    return oldest;
  }

  private static FileTime newestProgram() throws IOException {
    FileTime newest = FileTime.fromMillis(0);
    for (String program : PROGRAMS) {
      FileTime time = Files.getLastModifiedTime(ProjectFiles.root().resolve(program));
      newest = time.compareTo(newest) > 0 ? time : newest;
    }
    return newest;
  }
}
