package dev.rolecall.e2e;

/** On k3s, where there is a Docker engine. */
class FirstCredentialsOnK3sE2E extends FirstCredentials {
  @Override
  TestCluster start() {
    return K3sNode.start();
  }
}
