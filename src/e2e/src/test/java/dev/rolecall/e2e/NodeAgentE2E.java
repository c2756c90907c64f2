package dev.rolecall.e2e;

import java.io.IOException;

/** On a real node of this machine. */
class NodeAgentE2E extends NodeAgent {
  @Override
  TestCluster start() throws IOException, InterruptedException {
    return LocalNode.start();
  }
}
