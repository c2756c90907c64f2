package dev.rolecall.cli.ecs;

import dev.rolecall.json.Position;

/**
 * A value's place in a definition.
 *
 * @param path in the file, {@code $.taskDefinition.volumes[0].name}
 * @param generic in ECS's model, {@code volumes[].name}
 */
record Place(String path, String generic, Position position) {
  /** The definition itself. */
  static Place root(String path, Position position) {
    return new Place(path, "", position);
  }

  Place member(String name, Position at) {
    return new Place(path + "." + name, generic.isEmpty() ? name : generic + "." + name, at);
  }

  Place element(int index, Position at) {
    return new Place(path + "[" + index + "]", generic + "[]", at);
  }
}
