package dev.rolecall.cli.ecs;

import java.util.Map;
import java.util.Optional;

/**
 * What whoever imports wants otherwise than the definition says.
 *
 * @param namespace of the manifests; the one that kubectl uses where not set
 * @param revision in place of the definition's
 * @param task the name of a Task to make too, which runs the definition
 * @param accounts the account here of an account there; {@code *} for any other
 * @param images by the name of the container in ECS
 */
public record Options(
    Optional<String> namespace,
    Optional<Integer> revision,
    Optional<String> task,
    Map<String, String> accounts,
    Map<String, String> images) {
  public Options {
    accounts = Map.copyOf(accounts);
    images = Map.copyOf(images);
  }
}
