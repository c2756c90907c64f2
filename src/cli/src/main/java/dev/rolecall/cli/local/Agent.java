package dev.rolecall.cli.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * How an agent is started on loopback.
 *
 * @param name of its process and its log
 * @param tokenFile its own token: the node's agent may ask for every pod, a sidecar for its own
 */
public record Agent(String name, int port, URI sts, Path tokenFile, Path log) {
  public ChildProgram start(Installation installation) {
    return ChildProgram.start(
        name,
        installation.agent(),
        port,
        Map.of(
            "ROLECALL_LISTEN",
            "127.0.0.1:" + port,
            "ROLECALL_STS_URL",
            sts.toString(),
            "ROLECALL_AGENT_TOKEN_FILE",
            tokenFile.toString(),
            "ROLECALL_CLUSTER_NAME",
            Sts.CLUSTER,
            "ROLECALL_STS_CA",
            ""),
        log);
  }
}
