package dev.rolecall.sts.limit;

/**
 * Whoever sent one call: an address, until somebody has proved who he is. Used by one thread at a
 * time.
 */
public final class Caller {
  private final String address;
  private final String network;
  private final String credential;
  private final CallLimits limits;
  private boolean proven;

  Caller(String address, String network, String credential, CallLimits limits) {
    this.address = address;
    this.network = network;
    this.credential = credential;
    this.limits = limits;
  }

  /** The address of the connection, whatever headers say. */
  public String address() {
    return address;
  }

  /** What of the address its limits go by. */
  public String network() {
    return network;
  }

  /**
   * Whether the call may be looked at: so few of this address failed, or what it presents was
   * proved before. Else whoever shares an address, as the pods of a node may, could silence its
   * agent.
   */
  public boolean isAdmitted() {
    return limits.admitsSource(network) || limits.knows(credential);
  }

  /**
   * Somebody has proved who he is; from here on the call is his, and not his address's.
   *
   * @return whether he has a call left; what he asks beyond that his address pays for, since to
   *     find out costs as much as any call
   */
  public boolean proved(Principal principal) {
    boolean left = limits.take(principal);
    if (left) {
      proven = true;
      limits.remember(credential);
    }
    return left;
  }

  /** The call came to nothing through its sender's fault. */
  public void failed() {
    if (!proven) {
      limits.failed(network, credential);
    }
  }

  @Override
  public String toString() {
    return address;
  }
}
