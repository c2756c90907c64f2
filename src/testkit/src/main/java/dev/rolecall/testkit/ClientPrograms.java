package dev.rolecall.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where AWS's clients are on this machine; {@code .ci/clients} puts them there. */
public final class ClientPrograms {
  private static final String INSTALL = "; run .ci/clients";
  private static final String CLI = "aws-cli/";
  private static final Pattern SINCE_POD_IDENTITY =
      Pattern.compile("1\\.(3[2-9]|[4-9]\\d)\\.|2\\.(1[5-9]|[2-9]\\d)\\.");

  private ClientPrograms() {}

  /** A script of a module's tests. */
  public static Path script(String module, String name) {
    return ProjectFiles.root().resolve(module).resolve("src/test/resources/clients").resolve(name);
  }

  /** The folder that has the Node packages. */
  public static Path nodePackages() {
    Path folder = installed().resolve("node");
    Requirement.that(
        Files.exists(folder.resolve("node_modules/@aws-sdk/client-sts")),
        "the AWS SDK for JavaScript is not in " + folder + INSTALL);
    return folder;
  }

  /** A Python that has boto3. */
  public static Path python() {
    Path python = installed().resolve("python/bin/python");
    Requirement.that(Files.isExecutable(python), "boto3 is not in " + python + INSTALL);
    return python;
  }

  /** An AWS CLI of version 2. */
  public static Path cli() throws IOException, InterruptedException {
    Optional<Path> found = first(version -> version.startsWith("2."));
    Requirement.that(found.isPresent(), "there is no AWS CLI of version 2 on the PATH" + INSTALL);
    return found.orElseThrow();
  }

  /**
   * An AWS CLI that knows how EKS Pod Identity gives a token, and endpoints by the environment. A
   * machine may have an older one only, as Debian 12 brings it: then the test is skipped.
   */
  public static Path podIdentityCli() throws IOException, InterruptedException {
    Optional<Path> found = first(ClientPrograms::isSincePodIdentity);
    Requirement.whereThereIs(
        found.isPresent(), "the AWS CLI on the PATH is older than 2.15 and 1.32");
    return found.orElseThrow();
  }

  /** Whether this AWS CLI knows node agents' addresses and files of tokens (EKS Pod Identity). */
  public static boolean knowsPodIdentity(Path cli) throws IOException, InterruptedException {
    return isSincePodIdentity(version(cli));
  }

  private static boolean isSincePodIdentity(String version) {
    return SINCE_POD_IDENTITY.matcher(version).lookingAt();
  }

  private static Optional<Path> first(Predicate<String> version)
      throws IOException, InterruptedException {
    for (String place : System.getenv("PATH").split(File.pathSeparator)) {
      Path cli = Path.of(place, "aws");
      if (Files.isExecutable(cli) && version.test(version(cli))) {
        return Optional.of(cli);
      }
    }
    return Optional.empty();
  }

  private static String version(Path cli) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(cli.toString(), "--version").redirectErrorStream(true).start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 && told.startsWith(CLI) ? told.substring(CLI.length()) : "";
  }

  private static Path installed() {
    return Stream.of(
            Optional.ofNullable(System.getenv("ROLECALL_CLIENTS")).map(Path::of),
            Optional.of(Path.of(System.getProperty("user.home"), ".cache/rolecall/clients")))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow();
  }
}
