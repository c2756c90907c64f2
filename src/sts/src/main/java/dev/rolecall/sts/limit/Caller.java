package dev.rolecall.sts.limit;

import java.util.Optional;

/**
 * Whoever sent one call: an address, until somebody has proved who he is. Used by one thread at a
 * time.
 */
public final class Caller {
  private final String address;
  private final String network;
  private final CallLimits limits;
  private Credential credential = Credential.NONE;
  private Standing standing = Standing.UNKNOWN;

  private enum Standing {
    /** Nobody proved anything. */
    UNKNOWN,
    /** Somebody did, but has no call left: to find that out cost as much as any call. */
    OVERDRAWN,
    /** Nothing was verified, since whoever it is has no call left. */
    TURNED_AWAY,
    /** Somebody did, and pays. */
    PAYING
  }

  Caller(String address, String network, CallLimits limits) {
    this.address = address;
    this.network = network;
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
   * What the call presents, of which nothing is known yet.
   *
   * @param presented the very one that {@link #proved} gets where it proves somebody
   */
  public Caller presents(Credential presented) {
    credential = presented;
    return this;
  }

  /**
   * Whether the call may be looked at: so few of this address failed, or what it presents was
   * proved before, by somebody who has a call left. Whoever shares an address, as the pods of a
   * node may, could else silence its agent.
   */
  public Admission admission() {
    return limits.admission(network, credential);
  }

  /**
   * The share of whoever proved himself by this before, if it has nothing left: then there is
   * nothing to verify.
   *
   * @param presented beside what {@link #admission} looked at, as a token in the body
   */
  public Optional<Share> spent(Credential presented) {
    Optional<Share> spent = limits.spent(presented);
    if (spent.isPresent() && standing == Standing.UNKNOWN) {
      standing = Standing.TURNED_AWAY;
    }
    return spent;
  }

  /**
   * Somebody has proved who he is; from here on the call is his, and not his address's.
   *
   * @param by the very one that proved it; none where it will not come again
   * @return the share that has nothing left, if one has. What he asks beyond it his address pays
   *     for, since to find out costs as much as any call; when the same comes again, nothing needs
   *     to be found out
   */
  public Optional<Share> proved(Principal principal, Credential by) {
    Optional<Share> spent = limits.take(principal);
    limits.remember(by, principal);
    if (spent.isEmpty()) {
      standing = Standing.PAYING;
    } else if (standing == Standing.UNKNOWN) {
      standing = Standing.OVERDRAWN;
    }
    return spent;
  }

  /** The call came to nothing through its sender's fault. */
  public void failed() {
    if (standing == Standing.UNKNOWN || standing == Standing.OVERDRAWN) {
      limits.failed(network);
    }
    if (standing == Standing.UNKNOWN) {
      limits.forget(credential);
    }
  }

  @Override
  public String toString() {
    return address;
  }
}
