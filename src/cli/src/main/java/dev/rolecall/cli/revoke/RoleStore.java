package dev.rolecall.cli.revoke;

import java.time.Instant;
import java.util.List;

/** Where roles are kept. */
public interface RoleStore {
  List<KnownRole> roles();

  /** Voids the sessions of the role that were issued before this instant. */
  void revoke(KnownRole role, Instant before);

  /** The place, for messages. */
  String place();

  /** When that takes effect, a sentence. */
  String effect();
}
