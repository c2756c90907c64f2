package dev.rolecall.cli.live;

import java.util.List;
import java.util.Optional;

/**
 * The objects of a kind, as far as the user may list them.
 *
 * @param gap a sentence about what was not seen; empty where everything was
 */
public record Listing<T>(List<T> items, Optional<String> gap) {
  public Listing {
    items = List.copyOf(items);
  }
}
