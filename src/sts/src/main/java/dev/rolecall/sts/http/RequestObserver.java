package dev.rolecall.sts.http;

import io.vertx.core.http.HttpServerRequest;

/** Watches requests from their head to their answer. Never blocks. */
@FunctionalInterface
public interface RequestObserver {
  /** Watches nothing. */
  RequestObserver NONE = request -> answer -> {};

  /** A request's head is here. */
  Observed arrived(HttpServerRequest request);

  /** One request. */
  @FunctionalInterface
  interface Observed {
    /** What it is answered with; also where nobody is there any more to hear it. */
    void answered(HttpAnswer answer);
  }
}
