package dev.rolecall.observe.trace;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The trace that the handling of one request is part of. A caller may name one; it is gone on with
 * from when the caller is known to be a program of ours, and a trace of its own begins where that
 * is never known.
 */
public interface RequestTrace {
  /** That of a request which is not traced. */
  RequestTrace NONE = new Untraced();

  /** Where a request's context has it. */
  String LOCAL = "rolecall.trace";

  /** That of the request whose context this is. */
  static RequestTrace of(Context context) {
    @Nullable RequestTrace trace = context.getLocal(LOCAL);
    return trace == null ? NONE : trace;
  }

  /** That of the request which this thread handles just now. */
  static RequestTrace current() {
    @Nullable Context context = Vertx.currentContext();
    return context == null ? NONE : of(context);
  }

  /** The caller's word counts from here on; without effect once the trace was asked for its id. */
  void callerIsKnown();

  /** Its id, 32 hexadecimal digits; empty where it is not recorded. */
  Optional<String> recordedId();

  /** Nothing is traced. */
  final class Untraced implements RequestTrace {
    private Untraced() {}

    @Override
    public void callerIsKnown() {
      // There is no trace to go on with.
    }

    @Override
    public Optional<String> recordedId() {
      return Optional.empty();
    }
  }
}
