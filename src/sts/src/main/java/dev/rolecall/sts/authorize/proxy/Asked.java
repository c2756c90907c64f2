package dev.rolecall.sts.authorize.proxy;

import dev.rolecall.sts.authorize.mapping.Operation;
import java.util.List;

/** What a proxy's client wants to be done. */
sealed interface Asked {
  /**
   * @param all at least one
   */
  record Operations(List<Operation> all) implements Asked {
    public Operations {
      all = List.copyOf(all);
    }
  }

  /**
   * Nothing that policies are asked about.
   *
   * @param message for the client
   * @param reason the true one
   */
  record Refused(String message, String reason) implements Asked {}
}
