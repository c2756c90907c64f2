package dev.rolecall.agent.config;

import dev.rolecall.agent.process.CgroupCheck;
import dev.rolecall.identity.Audience;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The configuration of a node's agent, all of it from the environment.
 *
 * @param runFolder {@code ROLECALL_RUN_DIR}: what the guard tells the server, and what the server
 *     keeps
 * @param audiences {@code ROLECALL_CONTAINER_CREDENTIALS_AUDIENCES}: of pods' tokens, as sts has
 *     them
 * @param cgroupRoot {@code ROLECALL_CGROUP_ROOT}: for statistics of tasks, and for pods on the
 *     host's network
 * @param hostPodCgroup {@code ROLECALL_HOST_POD_CGROUP}: whether these must be in their control
 *     groups
 */
public record NodeConfig(
    StsConfig sts,
    ListenConfig listen,
    PodLimits limits,
    ImdsConfig imds,
    Path runFolder,
    Set<String> audiences,
    Path cgroupRoot,
    CgroupCheck hostPodCgroup) {
  /** What {@code --help} says of the variables. */
  public static final String VARIABLES =
      StsConfig.VARIABLES
          + """
          ROLECALL_RUN_DIR           what guard and server share; default /run/rolecall.
          """
          + ListenConfig.VARIABLES
          + PodLimits.VARIABLES
          + ImdsConfig.VARIABLES
          + """
          ROLECALL_CONTAINER_CREDENTIALS_AUDIENCES
                                     audiences of pods' tokens as sts has them, with commas between
                                     them; default pods.eks.amazonaws.com.
          ROLECALL_CGROUP_ROOT       where control groups are, for statistics and pods on the host's
                                     network; default /sys/fs/cgroup.
          ROLECALL_HOST_POD_CGROUP   whether a process with the token of a pod on the host's network
                                     must be in that pod's control group: where-told (by the
                                     kernel), the default; required; off.
          """;

  public static Reading<NodeConfig> read(Map<String, String> environment) {
    EnvironmentReader reader = new EnvironmentReader(environment);
    StsConfig sts = StsConfig.read(reader);
    ListenConfig listen = ListenConfig.read(reader);
    PodLimits limits = PodLimits.read(reader);
    ImdsConfig imds = ImdsConfig.read(reader);
    Path runFolder = reader.orElse("ROLECALL_RUN_DIR", "/run/rolecall", EnvironmentReader::path);
    Set<String> audiences =
        reader.orElse(
            "ROLECALL_CONTAINER_CREDENTIALS_AUDIENCES",
            Audience.CONTAINER_CREDENTIALS.value(),
            NodeConfig::audiences);
    Path cgroups = reader.orElse("ROLECALL_CGROUP_ROOT", "/sys/fs/cgroup", EnvironmentReader::path);
    CgroupCheck hostPodCgroup =
        reader.orElse("ROLECALL_HOST_POD_CGROUP", "where-told", CgroupCheck::of);
    return Reading.of(
        sts == null
                || listen == null
                || limits == null
                || imds == null
                || runFolder == null
                || audiences == null
                || cgroups == null
                || hostPodCgroup == null
            ? null
            : new NodeConfig(
                sts, listen, limits, imds, runFolder, audiences, cgroups, hostPodCgroup),
        reader);
  }

  /** Sts itself sees to it that none is of another way. */
  private static Set<String> audiences(String text) {
    Set<String> audiences =
        Arrays.stream(text.split(",", -1)).map(String::strip).collect(Collectors.toSet());
    if (audiences.contains("")) {
      throw new IllegalArgumentException("must be audiences with commas between them");
    }
    return audiences;
  }
}
