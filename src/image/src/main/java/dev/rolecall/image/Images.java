package dev.rolecall.image;

import dev.rolecall.image.base.DebianPackage;
import dev.rolecall.image.base.DebianPackages;
import dev.rolecall.image.base.JavaRuntime;
import dev.rolecall.image.base.SystemFiles;
import dev.rolecall.image.layer.Architecture;
import dev.rolecall.image.layer.ImageTar;
import dev.rolecall.image.layer.Layer;
import dev.rolecall.image.program.Program;
import dev.rolecall.image.program.StagedProgram;
import dev.rolecall.image.sbom.Sbom;
import dev.rolecall.image.train.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Makes the images of all programs, and a list of parts for each. */
public final class Images {
  private static final String SCRATCH = "scratch";

  private final ReleaseSettings settings;
  private final Architecture architecture;
  private final Consumer<String> progress;
  private final JavaRuntime runtime;
  private final SystemFiles.Part base;
  private final SystemFiles.Part tools;

  private Images(
      ReleaseSettings settings,
      Architecture architecture,
      Consumer<String> progress,
      JavaRuntime runtime,
      DebianPackages packages)
      throws IOException, InterruptedException {
    this.settings = settings;
    this.architecture = architecture;
    this.progress = progress;
    this.runtime = runtime;
    SystemFiles system =
        new SystemFiles(packages, architecture, settings.work().resolve("stage/system"));
    this.base = system.base(runtime.folder());
    this.tools = system.tools();
  }

  /** Fetches and makes what the images have in common. */
  public static Images prepare(ReleaseSettings settings, Consumer<String> progress)
      throws IOException, InterruptedException {
    Architecture architecture = Architecture.ofThisMachine();
    Path stage = settings.work().resolve("stage");
    delete(stage);
    Files.createDirectories(stage);
    Files.createDirectories(settings.output());
    progress.accept("fetching Debian's packages");
    DebianPackages packages =
        DebianPackages.fetch(settings.work().resolve("debian"), SystemFiles.PACKAGES);
    progress.accept("linking a runtime of Java " + Runtime.version());
    JavaRuntime runtime = JavaRuntime.link(stage.resolve("java"));
    return new Images(settings, architecture, progress, runtime, packages);
  }

  /** Makes the image of one program, beside it its list of parts. */
  public MadeImage make(Program program) throws IOException, InterruptedException {
    String name = settings.reference(program.image());
    Path stage = Files.createDirectories(settings.work().resolve("stage").resolve(program.word()));
    StagedProgram staged = StagedProgram.stage(program, settings.project(), stage, architecture);
    progress.accept("training " + program.word() + " for its cache of classes");
    training().train(staged);
    String file = program.image() + "-" + settings.version();
    Path archive = settings.output().resolve(file + "-" + architecture.word() + ".tar");
    progress.accept("writing " + archive.getFileName());
    Files.deleteIfExists(archive);
    String id = tar(name, staged).write(archive, settings.work().resolve("caches"));
    sbom(name, id, staged).write(settings.output().resolve(file + ".cdx.json"));
    return new MadeImage(name, archive, id, staged);
  }

  Training training() {
    return new Training(runtime.java(), settings.work().resolve("stage/runs"), Clock.systemUTC());
  }

  private ImageTar tar(String name, StagedProgram staged) throws IOException {
    List<Layer> layers = new ArrayList<>();
    if (settings.base().equals(SCRATCH)) {
      layers.add(base.layer());
    }
    layers.add(runtime.layer());
    if (staged.program() == Program.AGENT) {
      layers.add(tools.layer());
    }
    layers.addAll(staged.layers());
    return new ImageTar(
        name,
        settings.base(),
        layers,
        staged.entrypoint(),
        Map.of(
            "org.opencontainers.image.title", staged.program().image(),
            "org.opencontainers.image.version", settings.version(),
            "org.opencontainers.image.licenses", "Apache-2.0"),
        architecture);
  }

  private Sbom sbom(String name, String id, StagedProgram staged) throws IOException {
    Program program = staged.program();
    Sbom sbom =
        new Sbom(name, id, Program.listedLibraries(settings.project()), Date.from(Layer.TIME))
            .with(staged.jars())
            .with(runtime);
    TreeSet<DebianPackage> packages = new TreeSet<>();
    if (program == Program.AGENT) {
      packages.addAll(tools.packages());
    }
    if (settings.base().equals(SCRATCH)) {
      packages.addAll(base.packages());
    } else {
      sbom.onImage(settings.base());
    }
    return sbom.with(packages, architecture);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
