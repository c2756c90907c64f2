package dev.rolecall.agent.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * The configuration of a node's agent, all of it from the environment.
 *
 * @param runFolder {@code ROLECALL_RUN_DIR}: what the guard tells the server, and what the server
 *     keeps
 * @param cgroupRoot {@code ROLECALL_CGROUP_ROOT}: for statistics of tasks
 */
public record NodeConfig(
    StsConfig sts,
    ListenConfig listen,
    PodLimits limits,
    ImdsConfig imds,
    Path runFolder,
    Path cgroupRoot) {
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
          ROLECALL_CGROUP_ROOT       where control groups are, for statistics; default /sys/fs/cgroup.
          """;

  public static Reading<NodeConfig> read(Map<String, String> environment) {
    EnvironmentReader reader = new EnvironmentReader(environment);
    StsConfig sts = StsConfig.read(reader);
    ListenConfig listen = ListenConfig.read(reader);
    PodLimits limits = PodLimits.read(reader);
    ImdsConfig imds = ImdsConfig.read(reader);
    Path runFolder = reader.orElse("ROLECALL_RUN_DIR", "/run/rolecall", EnvironmentReader::path);
    Path cgroups = reader.orElse("ROLECALL_CGROUP_ROOT", "/sys/fs/cgroup", EnvironmentReader::path);
    return Reading.of(
        sts == null
                || listen == null
                || limits == null
                || imds == null
                || runFolder == null
                || cgroups == null
            ? null
            : new NodeConfig(sts, listen, limits, imds, runFolder, cgroups),
        reader);
  }
}
