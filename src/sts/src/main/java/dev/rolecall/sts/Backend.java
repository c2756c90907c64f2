package dev.rolecall.sts;

import java.util.Optional;

/** Where decisions come from: a folder or a cluster. */
interface Backend extends AutoCloseable {
  /** Empty until everything is read that decisions are made from. */
  Optional<Endpoints> endpoints();

  @Override
  void close();
}
