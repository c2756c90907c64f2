package dev.rolecall.sts.clients;

import java.util.Map;
import java.util.Optional;

/** One of AWS's clients, which finds its credentials by its own default chain. */
interface Client extends AutoCloseable {
  /**
   * Calls an action.
   *
   * @param keys to sign with, in place of those of the default chain
   * @param parameters as the API has them, {@code RoleArn}
   */
  Answer call(String action, Optional<Keys> keys, Map<String, ?> parameters) throws Exception;

  /** Has the client think that its credentials are about to expire. */
  void passAnHour() throws Exception;

  @Override
  void close() throws Exception;
}
