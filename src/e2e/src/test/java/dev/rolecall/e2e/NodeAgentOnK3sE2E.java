package dev.rolecall.e2e;

/** On k3s, where there is a Docker engine. */
class NodeAgentOnK3sE2E extends NodeAgent {
  @Override
  TestCluster start() {
    return K3sNode.start();
  }
}
