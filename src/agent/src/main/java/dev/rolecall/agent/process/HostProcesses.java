package dev.rolecall.agent.process;

import dev.rolecall.agent.cgroup.PodGroups;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Holds processes on the host's network against the pod whose token they show: where the kernel
 * tells the control group of their socket, it must be the pod's or one below it.
 *
 * <p>Asked while the connection waits for its answer: as long as its other end is there to get one,
 * no other socket of the network namespace can have the same ends.
 */
public final class HostProcesses {
  /** That of the service addresses, from which the guard translates to the agent's. */
  private static final int CALLED = 80;

  private static final Membership MEMBER = new Membership.Member();
  private static final System.Logger LOG = System.getLogger(HostProcesses.class.getName());

  private final CgroupCheck check;
  private final PodGroups pods;
  private final SocketGroups kernel;
  private final OwnSocket own;
  private final Background background;
  private volatile Optional<String> untold = Optional.empty();

  /** Runs what blocks. */
  @FunctionalInterface
  public interface Background {
    CompletionStage<Membership> run(Supplier<Membership> task);
  }

  /** Asks this machine's kernel, from the first process on. */
  public static HostProcesses of(CgroupCheck check, PodGroups pods, Background background) {
    return new HostProcesses(check, pods, new KernelSocketGroups(), background);
  }

  HostProcesses(CgroupCheck check, PodGroups pods, SocketGroups kernel, Background background) {
    this.check = check;
    this.pods = pods;
    this.kernel = kernel;
    this.own = new OwnSocket(kernel);
    this.background = background;
  }

  /**
   * Notes what is known before the kernel was asked, and says in the log how pods on the host's
   * network are known. Blocks for a moment.
   */
  public void look() {
    untold = check == CgroupCheck.OFF ? Optional.of("ROLECALL_HOST_POD_CGROUP is off") : missing();
    LOG.log(System.Logger.Level.INFO, sentence());
  }

  private Optional<String> missing() {
    return pods.exist()
        ? OwnSocket.tooOld(System.getProperty("os.version", ""))
        : Optional.of("there is no control group (version 2) of pods");
  }

  private String sentence() {
    String who = "pods on the host's network ";
    return untold
        .map(reason ->
            check == CgroupCheck.REQUIRED
                ? who + "get no credentials: " + reason
                : who + "are known by their tokens alone: " + reason)
        .orElse(who + "are known by their tokens and the control groups of their sockets");
  }

  /** Whether control groups are looked at, as far as is known. */
  public boolean areTold() {
    return untold.isEmpty();
  }

  /**
   * Whether the process is of the pod.
   *
   * @param socket the process's own, if the agent's port was called
   * @param uid of the pod whose token it has
   */
  public CompletionStage<Membership> of(SocketEnds socket, String uid) {
    return check == CgroupCheck.OFF
        ? CompletableFuture.completedFuture(MEMBER)
        : background.run(() -> look(socket, uid));
  }

  private Membership look(SocketEnds socket, String uid) {
    Optional<String> missing = missing();
    if (missing.isPresent()) {
      return byTokenAlone(missing.get());
    }
    return switch (own.group()) {
      case SocketGroup.Of of -> member(socket, uid);
      case SocketGroup.NoSocket none -> new Membership.NotNow("the kernel finds no socket");
      case SocketGroup.Untold(var reason) -> byTokenAlone(reason);
      case SocketGroup.NotNow(var reason) -> new Membership.NotNow(reason);
    };
  }

  private Membership byTokenAlone(String reason) {
    if (!untold.equals(Optional.of(reason))) {
      untold = Optional.of(reason);
      LOG.log(System.Logger.Level.WARNING, sentence());
    }
    return check == CgroupCheck.REQUIRED ? new Membership.Foreign(reason) : MEMBER;
  }

  /** The kernel told of another socket: from here on nobody passes of whom it does not. */
  private Membership member(SocketEnds socket, String uid) {
    untold = Optional.empty();
    return pods.of(uid)
        .map(group ->
            switch (group(socket)) {
              case SocketGroup.Of(var id) ->
                  PodGroups.isWithin(group, id)
                      ? MEMBER
                      : new Membership.Foreign("the process is not in the pod's control group");
              case SocketGroup.NoSocket none ->
                  new Membership.Foreign("the kernel finds no process at the other end");
              case SocketGroup.Untold(var reason) -> new Membership.NotNow(reason);
              case SocketGroup.NotNow(var reason) -> new Membership.NotNow(reason);
            })
        .orElseGet(() -> new Membership.Foreign("the pod's control group is not found"));
  }

  /** Who called a service address has its port, who called the agent's own has that. */
  private SocketGroup group(SocketEnds socket) {
    SocketGroup own = kernel.of(socket);
    if (socket.other().getPort() == CALLED) {
      return own;
    }
    SocketGroup translated = kernel.of(socket.to(CALLED));
    if (own instanceof SocketGroup.NoSocket) {
      return translated;
    }
    return translated instanceof SocketGroup.NoSocket
        ? own
        : new SocketGroup.NotNow("two sockets could be the other end");
  }
}
