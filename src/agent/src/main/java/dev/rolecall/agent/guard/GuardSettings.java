package dev.rolecall.agent.guard;

import dev.rolecall.agent.config.EnvironmentReader;
import dev.rolecall.agent.config.Reading;
import dev.rolecall.agent.guard.host.PodCgroups;
import dev.rolecall.agent.guard.rules.Enforcement;
import dev.rolecall.agent.guard.rules.NodeImds;
import dev.rolecall.agent.guard.rules.Ruleset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The guard's configuration, all of it from the environment.
 *
 * @param runDirectory {@code ROLECALL_RUN_DIR}
 * @param cniResults {@code ROLECALL_CNI_RESULTS}
 * @param nodeImds {@code ROLECALL_NODE_IMDS}
 * @param nodeImdsUids {@code ROLECALL_NODE_IMDS_UIDS}
 * @param podCgroups {@code ROLECALL_POD_CGROUPS}
 * @param region {@code ROLECALL_REGION}
 */
record GuardSettings(
    Path runDirectory,
    List<Path> cniResults,
    NodeImds nodeImds,
    List<Integer> nodeImdsUids,
    List<String> podCgroups,
    String region) {
  /** What {@code --help} says of the variables. */
  static final String VARIABLES =
      """
      ROLECALL_RUN_DIR         where interfaces.json and counters.json go; default /run/rolecall.
      ROLECALL_CNI_RESULTS     folders of libcni's result cache, separated by commas; default
                               /var/lib/cni/results,/var/lib/cni/cache/results.
      ROLECALL_NODE_IMDS       what processes of the node that are no pod's find at 169.254.169.254:
                               real (the default), rolecall (the agent, which gives them the role of
                               the node's InstanceProfile) or none.
      ROLECALL_POD_CGROUPS     control groups of pods (version 2) below /sys/fs/cgroup, separated by
                               commas; without it those that the kubelet makes are looked for.
      ROLECALL_NODE_IMDS_UIDS  users, separated by commas, whose processes count as the node's where
                               the kernel cannot tell by control groups, pods of theirs included;
                               default nobody.
      ROLECALL_REGION          the region in audit lines; default us-east-1.
      """;

  private static final Pattern CGROUP =
      Pattern.compile(
          "(?!.*\\.\\.)[A-Za-z0-9_][A-Za-z0-9_.@-]*(/[A-Za-z0-9_][A-Za-z0-9_.@-]*){0,7}");

  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,64}");
  private static final Pattern UID = Pattern.compile("[0-9]{1,9}");

  static Reading<GuardSettings> read(Map<String, String> environment) {
    EnvironmentReader reader = new EnvironmentReader(environment);
    Path run = reader.orElse("ROLECALL_RUN_DIR", "/run/rolecall", GuardSettings::absolute);
    List<Path> results =
        reader.orElse(
            "ROLECALL_CNI_RESULTS",
            "/var/lib/cni/results,/var/lib/cni/cache/results",
            text -> list(text, GuardSettings::absolute));
    NodeImds nodeImds = reader.orElse("ROLECALL_NODE_IMDS", "real", GuardSettings::nodeImds);
    List<Integer> uids =
        reader
            .optional("ROLECALL_NODE_IMDS_UIDS", text -> list(text, GuardSettings::uid))
            .orElse(List.of());
    List<String> cgroups =
        reader
            .optional(
                "ROLECALL_POD_CGROUPS",
                text ->
                    list(text, one -> matching(CGROUP, one, "must be paths below /sys/fs/cgroup")))
            .orElse(List.of());
    String region =
        reader.orElse(
            "ROLECALL_REGION", "us-east-1", text -> matching(REGION, text, "must be a region"));
    return run == null
            || results == null
            || nodeImds == null
            || region == null
            || !reader.problems().isEmpty()
        ? new Reading.Faulty<>(reader.problems())
        : new Reading.Complete<>(new GuardSettings(run, results, nodeImds, uids, cgroups, region));
  }

  /** The rules that these ask for on the node as it is now. */
  Ruleset ruleset(Enforcement enforcement) {
    return new Ruleset(
        enforcement, nodeImds, new PodCgroups(PodCgroups.ROOT).find(podCgroups, nodeImdsUids));
  }

  /** Those for before the kubelet starts, by a program in the node's own namespaces. */
  Ruleset bootRuleset() {
    return new Ruleset(
        Enforcement.BOOT,
        nodeImds,
        new PodCgroups(PodCgroups.ROOT).findOnHost(podCgroups, nodeImdsUids));
  }

  private static NodeImds nodeImds(String text) {
    return Stream.of(NodeImds.values())
        .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("must be real, rolecall or none"));
  }

  private static Path absolute(String text) {
    Path path = EnvironmentReader.path(text);
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("must be an absolute path");
    }
    return path;
  }

  private static int uid(String text) {
    return Integer.parseInt(matching(UID, text, "must be numbers of users"));
  }

  private static String matching(Pattern form, String text, String problem) {
    if (!form.matcher(text).matches()) {
      throw new IllegalArgumentException(problem);
    }
    return text;
  }

  private static <T> List<T> list(String text, Function<String, T> form) {
    return Stream.of(text.split(",", -1)).map(String::strip).map(form).toList();
  }
}
