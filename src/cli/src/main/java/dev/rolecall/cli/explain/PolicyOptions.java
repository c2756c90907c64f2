package dev.rolecall.cli.explain;

import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Policies as flags give them: files of JSON. */
final class PolicyOptions {
  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "An identity-based policy of who asks. May be repeated, as all that name files.")
  private List<Path> identity = List.of();

  @Option(
      names = "--resource-policy",
      paramLabel = "FILE",
      description = "The resource's own policy.")
  private Optional<Path> resource = Optional.empty();

  @Option(
      names = "--trust",
      paramLabel = "FILE",
      description = "The same for a role as the resource: its trust policy.")
  private Optional<Path> trust = Optional.empty();

  @Option(
      names = "--boundary",
      paramLabel = "FILE",
      description = "A permissions boundary of who asks.")
  private List<Path> boundaries = List.of();

  @Option(
      names = "--session-policy",
      paramLabel = "FILE",
      description = "The session policy of who asks.")
  private Optional<Path> session = Optional.empty();

  @Option(
      names = "--scp",
      paramLabel = "FILE[,FILE]",
      description =
          "The service control policies of one level; again for the next, the root first.")
  private List<String> scps = List.of();

  @Option(
      names = "--rcp",
      paramLabel = "FILE[,FILE]",
      description = "Likewise resource control policies, of the resource's account.")
  private List<String> rcps = List.of();

  boolean given() {
    return Stream.of(identity, boundaries, scps, rcps).anyMatch(files -> !files.isEmpty())
        || Stream.of(resource, trust, session).anyMatch(Optional::isPresent);
  }

  /** Whether the resource's policy is given twice, as two kinds. */
  boolean contradict() {
    return resource.isPresent() && trust.isPresent();
  }

  /** Those of the flags on top of what is known. */
  Policies policies(Policies known) {
    return new Policies(
        joined(known.identity(), PolicyFiles.read(PolicyType.IDENTITY, identity)),
        resource(known.resource()),
        joined(known.boundaries(), PolicyFiles.read(PolicyType.PERMISSIONS_BOUNDARY, boundaries)),
        first(PolicyType.SESSION, session).orElse(known.session()),
        joined(known.scps(), levels(PolicyType.SCP, scps)),
        joined(known.rcps(), levels(PolicyType.RCP, rcps)));
  }

  private @Nullable PolicyDocument resource(@Nullable PolicyDocument known) {
    return first(PolicyType.TRUST, trust)
        .or(() -> first(PolicyType.RESOURCE, resource))
        .orElse(known);
  }

  private static Optional<PolicyDocument> first(PolicyType type, Optional<Path> file) {
    return file.map(found -> PolicyFiles.read(type, found));
  }

  private static List<List<PolicyDocument>> levels(PolicyType type, List<String> levels) {
    return levels.stream()
        .map(files -> Arrays.stream(files.split(",")).map(Path::of).toList())
        .map(files -> PolicyFiles.read(type, files))
        .toList();
  }

  private static <T> List<T> joined(List<T> known, List<T> more) {
    return Stream.concat(known.stream(), more.stream()).toList();
  }
}
