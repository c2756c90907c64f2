package dev.rolecall.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rolecall.image.layer.ImageTar;
import dev.rolecall.image.layer.ReleaseException;
import dev.rolecall.image.program.Jar;
import dev.rolecall.image.program.Program;
import dev.rolecall.image.sbom.Sbom;
import dev.rolecall.testkit.ProjectFiles;
import dev.rolecall.testkit.Requirement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A release of this build, whose images the tests on a node install: {@code target/images}. That
 * they serve as containers, is seen there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReleaseIT {
  private static final String VERSION = "0.0.0-e2e";
  private static final Path ROOT = Path.of("").toAbsolutePath();

  private final Map<Program, MadeImage> made = new EnumMap<>(Program.class);
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeAll
  void make() throws IOException, InterruptedException {
    Requirement.that(
        Files.isExecutable(Path.of("/usr/bin/apt-get"))
            && Files.isExecutable(Path.of("/usr/bin/dpkg-deb")),
        "images are made of Debian's packages: no apt-get and dpkg-deb here");
    Requirement.that(
        Runtime.version().feature() >= 25, "images need a JDK 25 or later, for caches of classes");
    Path manifest =
        Files.writeString(Files.createTempFile("rolecall", ".yaml"), "kind: Namespace\n");
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    for (MadeImage image :
        new Release(settings("release", "images"), Optional.of(manifest), step -> {}).make(out)) {
      made.put(image.program().program(), image);
    }
  }

  private static ReleaseSettings settings(String work, String output) {
    return new ReleaseSettings(
        ProjectFiles.root(),
        ROOT.resolve("target").resolve(output),
        ROOT.resolve("target").resolve(work),
        VERSION,
        "",
        "scratch",
        0);
  }

  private MadeImage image(Program program) {
    return Objects.requireNonNull(made.get(program));
  }

  @Test
  void leavesAllThatBelongsToItWithChecksums() throws IOException, InterruptedException {
    List<String> sums = Files.readAllLines(ROOT.resolve("target/images/SHA256SUMS"));

    assertThat(sums.stream().map(line -> line.replaceFirst("^[0-9a-f]{64}  ", "")))
        .hasSize(8)
        .contains(
            "rolecall.yaml",
            "rolecall-0.0.0-e2e.tgz",
            "rolecall-sts-0.0.0-e2e.cdx.json",
            image(Program.STS).archive().getFileName() + "")
        .allSatisfy(name ->
            assertThat(printed.toString(StandardCharsets.UTF_8)).contains("/" + name + "\n"));
    Process check =
        new ProcessBuilder("sha256sum", "--check", "--quiet", "SHA256SUMS")
            .directory(ROOT.resolve("target/images").toFile())
            .start();
    assertThat(check.waitFor()).isZero();
  }

  @Test
  void deletesNothingThatIsOfNoRelease(@TempDir Path folder) throws IOException {
    Path letter = Files.writeString(folder.resolve("letter.txt"), "dear");
    ReleaseSettings settings =
        new ReleaseSettings(
            ProjectFiles.root(), folder, folder.resolve("work"), VERSION, "", "scratch", 0);

    assertThatThrownBy(() -> new Release(settings, Optional.empty(), step -> {}).make(System.out))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("letter.txt is of no release");
    assertThat(letter).hasContent("dear");
  }

  @ParameterizedTest
  @EnumSource
  void startsItsProgramAsNobody(Program program) throws IOException {
    JsonNode config = ImageArchive.read(image(program).archive()).config();

    assertThat(config.path("User").asText()).isEqualTo(ImageTar.USER).isEqualTo("65532:65532");
    assertThat(config.path("Entrypoint").toString())
        .isEqualTo(
            "[\"/opt/java/bin/java\",\"@/opt/rolecall/%s/java.options\"]"
                .formatted(program.word()));
    assertThat(config.path("Labels").path("org.opencontainers.image.version").asText())
        .isEqualTo(VERSION);
  }

  @ParameterizedTest
  @EnumSource
  void hasNothingThatGivesPowerOrThatOthersMayWrite(Program program) throws IOException {
    List<TarArchiveEntry> entries = ImageArchive.read(image(program).archive()).entries();

    assertThat(entries).hasSizeGreaterThan(50);
    assertThat(entries)
        .allSatisfy(entry -> {
          assertThat(entry.getMode() & 06022).as(entry.getName()).isZero();
          assertThat(entry.getLongUserId()).as(entry.getName()).isZero();
        });
    List<String> shells =
        entries.stream()
            .map(TarArchiveEntry::getName)
            .filter(name -> name.matches(".*/(busybox|sh|bash|dash|nft|ip)"))
            .toList();
    if (program == Program.AGENT) {
      assertThat(shells)
          .containsExactlyInAnyOrder("usr/sbin/busybox", "usr/sbin/nft", "usr/sbin/ip");
    } else {
      assertThat(shells).isEmpty();
    }
  }

  /**
   * The JVM refuses to start where it cannot take the cache, as after a change of the class path.
   */
  @ParameterizedTest
  @EnumSource
  void takesItsCacheOfClassesInARootOfItsOwn(Program program, @TempDir Path root)
      throws IOException, InterruptedException {
    Requirement.that(
        System.getProperty("user.name").equals("root"), "a root of one's own needs root");
    ImageArchive.read(image(program).archive()).unpack(root);
    Files.createDirectories(root.resolve("proc"));
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));

    String printed = runIn(root, image(program).program().entrypoint());

    assertThat(printed).isEqualTo("0");
  }

  private static String runIn(Path root, List<String> entrypoint)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "unshare",
                "--mount",
                "sh",
                "-c",
                "mount -t proc proc \"$0/proc\" && exec chroot --userspec=65532:65532 \"$0\""
                    + " \"$@\"",
                root.toString()));
    command.add(entrypoint.getFirst());
    command.addAll(List.of("--dry-run", "-XX:AOTMode=on"));
    command.addAll(entrypoint.subList(1, entrypoint.size()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return printed + process.waitFor();
  }

  @ParameterizedTest
  @EnumSource
  void listOfPartsIsValidAndNamesEveryJar(Program program) throws IOException {
    Path sbom = ROOT.resolve("target/images/rolecall-" + program.word() + "-0.0.0-e2e.cdx.json");
    assertThat(new JsonParser().validate(sbom.toFile(), Sbom.FORMAT)).isEmpty();
    JsonNode parts = new ObjectMapper().readTree(sbom.toFile()).path("components");
    List<String> references = parts.findValuesAsText("bom-ref");
    List<String> urls = parts.findValuesAsText("purl");

    assertThat(references)
        .containsAll(image(program).program().jars().stream().map(Jar::place).toList())
        .contains("openjdk", "debian/libc6");
    assertThat(urls)
        .anyMatch(url -> url.startsWith("pkg:maven/io.vertx/vertx-core@"))
        .anyMatch(url -> url.startsWith("pkg:maven/org.jspecify/jspecify@"))
        .anyMatch(url -> url.startsWith("pkg:deb/debian/libc6@"));
    assertThat(urls.stream().anyMatch(url -> url.startsWith("pkg:deb/debian/nftables@")))
        .isEqualTo(program == Program.AGENT);
    assertThat(references.size() - urls.size())
        .as("jars that Quarkus makes are in no repository")
        .isLessThanOrEqualTo(program == Program.AGENT ? 0 : 3);
  }

  /** What the JVM writes into a cache depends on the order in which threads load classes. */
  @Test
  void secondBuildDiffersInTheCacheOfClassesAlone() throws IOException, InterruptedException {
    MadeImage again =
        Images.prepare(settings("release-again", "images-again"), step -> {}).make(Program.AGENT);

    List<String> first = ImageArchive.read(image(Program.AGENT).archive()).layers();
    List<String> second = ImageArchive.read(again.archive()).layers();
    assertThat(second).hasSameSizeAs(first);
    assertThat(second.subList(0, second.size() - 1)).isEqualTo(first.subList(0, first.size() - 1));
  }
}
