package dev.rolecall.sts.action;

import dev.rolecall.directory.ResourceDirectory;
import dev.rolecall.directory.WorkloadDirectory;
import dev.rolecall.directory.WorkloadDirectory.Lookup;
import dev.rolecall.session.Session;
import dev.rolecall.sigv4.Scope;
import dev.rolecall.sts.assume.SignedCallers;
import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.limit.Credential;
import dev.rolecall.sts.limit.Principal;
import dev.rolecall.sts.limit.Share;
import dev.rolecall.sts.query.ActionCall;
import dev.rolecall.sts.query.QueryError;
import dev.rolecall.sts.query.QueryErrors;
import dev.rolecall.sts.query.QueryException;
import java.util.Optional;

/** Finds who calls an action that is signed. */
public final class CallingSessions {
  private static final Scope STS = new Scope.Service("sts");

  private final SignedCallers callers;
  private final ResourceDirectory resources;
  private final WorkloadDirectory workloads;

  public CallingSessions(
      SignedCallers callers, ResourceDirectory resources, WorkloadDirectory workloads) {
    this.callers = callers;
    this.resources = resources;
    this.workloads = workloads;
  }

  /** The living session whose credentials the request was signed with. */
  Session require(ActionCall call) throws QueryException {
    return switch (callers.find(call.http().signed(), STS)) {
      case SignedCallers.Result.Known(var session, var payload) -> {
        requireShare(call, session);
        yield session;
      }
      case SignedCallers.Result.BadSignature(var reason, var detail) ->
          throw new QueryException(QueryErrors.of(reason, detail), detail);
      case SignedCallers.Result.Dead(var session, var reason) -> {
        requireShare(call, session);
        call.trail().caller(session);
        throw new QueryException(QueryErrors.expiredToken(), reason);
      }
      case SignedCallers.Result.NotKnownYet(var session) -> {
        requireShare(call, session);
        call.trail().caller(session);
        throw new QueryException(
            QueryError.serviceUnavailable(), "the session's pod is not known here yet");
      }
    };
  }

  /** Who signed pays for the call, dead or alive. */
  private static void requireShare(ActionCall call, Session session) throws QueryException {
    Optional<Share> spent =
        call.http()
            .caller()
            .proved(
                Principal.of(session), Credential.session(call.http().sessionToken().orElse("")));
    if (spent.isPresent()) {
      throw new QueryException(QueryError.throttling(), "too many calls of " + spent.get());
    }
  }

  /**
   * From here on the owner of the session's pod reads of refusals. Where the session is of another
   * account than its pod, as after a chain, its policies are that account's business.
   */
  void tellOwner(Session caller, AuditTrail trail) {
    if (caller.pod().isEmpty()
        || !(workloads.find(caller.pod().get().uid()) instanceof Lookup.Living(var workload))) {
      return;
    }
    trail.workload(workload);
    boolean own =
        resources
            .accountOf(workload.pod().namespace())
            .filter(owner -> owner.id().equals(caller.account()))
            .isPresent();
    if (!own) {
      trail.tellOwner(
          "a session of account %s, chained from this workload's, was refused"
              .formatted(caller.account()));
    }
  }
}
