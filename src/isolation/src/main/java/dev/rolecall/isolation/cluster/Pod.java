package dev.rolecall.isolation.cluster;

import dev.rolecall.identity.AccountId;
import dev.rolecall.isolation.rig.PodPlace;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A pod of the cast. Each is the only one of its tenant, so that the account in an access key id
 * says whose credentials they are.
 *
 * @param name of the pod, its namespace, its service account and its role
 * @param account the tenant's
 * @param node that it runs on
 * @param place on the network; of a pod on the host's network it is not used
 * @param ways what its Account lets it do
 */
public record Pod(String name, AccountId account, String node, PodPlace place, Ways ways) {
  /** Ways to credentials without a token, and from the host's network. */
  public enum Ways {
    /** The metadata service and the ECS endpoint. */
    METADATA,
    /** Only with its token. */
    TOKEN,
    /** On the host's network, by its token. */
    HOST,
    /** On the host's network, where its account does not let it. */
    HOST_REFUSED,
    /** As {@link #METADATA}, but the pod has finished. */
    FINISHED
  }

  static Pod of(String name, int number, String node, Ways ways) {
    AccountId account = new AccountId(Integer.toString(number).repeat(12));
    return new Pod(name, account, node, new PodPlace(name, number), ways);
  }

  /** A pod that has the address of another one, at another time. */
  static Pod of(String name, PodPlace shared, Ways ways) {
    AccountId account = new AccountId("9" + Integer.toString(shared.number()).repeat(11));
    return new Pod(name, account, Cast.NODE, new PodPlace(name, shared.number()), ways);
  }

  /** Whether it has a network of its own on its node. */
  boolean hasNamespace() {
    return !isOnHostNetwork() && ways != Ways.FINISHED;
  }

  public boolean isOnHostNetwork() {
    return ways == Ways.HOST || ways == Ways.HOST_REFUSED;
  }

  public String uid() {
    return UUID.nameUUIDFromBytes(("isolation " + name).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  /** Of its {@code AWS_CONTAINER_CREDENTIALS_RELATIVE_URI}: 64 hexadecimal digits. */
  public String credentialsId() {
    return uid().replace("-", "").repeat(2);
  }

  /** The role's name; IAM's have capitals. */
  public String role() {
    return "Role-of-" + name;
  }
}
