package dev.rolecall.agent.config;

import dev.rolecall.agent.net.ListenAddress;
import java.util.Map;

/**
 * The configuration of the agent beside a workload, all of it from the environment.
 *
 * @param listen {@code ROLECALL_LISTEN}
 */
public record AgentConfig(ListenAddress listen, StsConfig sts) {
  public static final String DEFAULT_LISTEN = "127.0.0.1:8481";

  /** What {@code --help} says of the variables. */
  public static final String VARIABLES =
      StsConfig.VARIABLES
          + """
          ROLECALL_LISTEN            a loopback or link-local address and a port; default 127.0.0.1:8481.
          """;

  public static Reading<AgentConfig> read(Map<String, String> environment) {
    EnvironmentReader reader = new EnvironmentReader(environment);
    ListenAddress listen = reader.orElse("ROLECALL_LISTEN", DEFAULT_LISTEN, ListenAddress::parse);
    StsConfig sts = StsConfig.read(reader);
    return Reading.of(listen == null || sts == null ? null : new AgentConfig(listen, sts), reader);
  }
}
