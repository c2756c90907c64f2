package dev.rolecall.e2e;

import java.io.IOException;

/** On a real node of this machine. */
class FirstCredentialsE2E extends FirstCredentials {
  @Override
  TestCluster start() throws IOException, InterruptedException {
    return LocalNode.start();
  }
}
