package dev.rolecall.sts;

import dev.rolecall.binding.CredentialShapes;
import dev.rolecall.kube.directory.Directories;
import dev.rolecall.sts.audit.Auditor;
import dev.rolecall.sts.http.HttpEndpoint;
import dev.rolecall.sts.issuer.ClusterIssuer;
import dev.rolecall.sts.node.NodeStreamResource;
import dev.rolecall.sts.node.NodeStreams;
import dev.rolecall.sts.node.NodeView;
import dev.rolecall.sts.node.StreamLines;
import dev.rolecall.sts.podidentity.AgentAnswers;
import dev.rolecall.sts.podidentity.Agents;
import dev.rolecall.sts.podidentity.ClusterFacts;
import dev.rolecall.sts.podidentity.OpenWays;
import dev.rolecall.sts.podidentity.PodIdentityResource;
import dev.rolecall.sts.podidentity.PodIdentityService;
import dev.rolecall.sts.podidentity.PodSessions;
import dev.rolecall.sts.podidentity.VouchedResource;
import dev.rolecall.sts.podidentity.VouchedService;
import java.util.UUID;

/**
 * What agents ask.
 *
 * @param podIdentity with a pod's token
 * @param vouched without one
 * @param stream what there is on a node
 */
record AgentEndpoints(
    HttpEndpoint podIdentity, HttpEndpoint vouched, HttpEndpoint stream, NodeStreams streams)
    implements AutoCloseable {
  static AgentEndpoints over(
      Directories directories,
      ClusterIssuer issuer,
      SharedParts parts,
      Surroundings around,
      Settings settings) {
    Auditor auditor = parts.auditor();
    ClusterFacts cluster =
        new ClusterFacts(directories.resources(), settings.region(), settings.clusterName());
    Agents agents = new Agents(parts.tokens(), settings.nodeAgent());
    AgentAnswers answers = new AgentAnswers(cluster, auditor);
    CredentialShapes shapes = new CredentialShapes(directories.resources(), settings.clusterName());
    PodSessions sessions =
        new PodSessions(parts.steps(), parts.sessions(), shapes, cluster, UUID::randomUUID);
    NodeStreams streams =
        NodeStreams.start(
            new NodeView(directories, shapes, issuer),
            new StreamLines(settings.clusterName(), settings.region()),
            settings.agentStreams(),
            around.clock());
    directories.nodes().observe(streams);
    around.metrics().agentStreams(streams::open, settings.agentStreams());
    return new AgentEndpoints(
        new PodIdentityResource(
            new PodIdentityService(
                agents,
                parts.tokens(),
                new OpenWays(directories.resources(), directories.nodes()),
                sessions),
            settings.clusterName(),
            answers,
            auditor,
            around.requestIds()),
        new VouchedResource(
            new VouchedService(agents, directories, sessions),
            answers,
            auditor,
            around.requestIds()),
        new NodeStreamResource(agents, streams, answers, auditor, around.requestIds()),
        streams);
  }

  @Override
  public void close() {
    streams.close();
  }
}
