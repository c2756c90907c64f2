package dev.rolecall.cli.keys;

import java.util.function.UnaryOperator;

/** Where keys of one purpose are kept. */
public interface KeyStore {
  /** What they are for. */
  KeyPurpose purpose();

  /** The JWK set. It is secret. */
  String read();

  /**
   * Changes the JWK set as a whole.
   *
   * @param change made again where another changed it meanwhile
   */
  void update(UnaryOperator<String> change);

  /** The place, for messages. */
  String place();

  /** How soon sts works with what was changed, as a clause. */
  String delay();
}
