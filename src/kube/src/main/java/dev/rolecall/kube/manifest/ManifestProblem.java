package dev.rolecall.kube.manifest;

import dev.rolecall.json.Position;

/**
 * What is wrong with a resource.
 *
 * @param path the place in the resource
 * @param position the place in the text, where the resource was read from text
 * @param message a sentence that says what is wrong and how to mend it
 */
public record ManifestProblem(FieldPath path, Position position, String message) {
  @Override
  public String toString() {
    String place = path.text().isEmpty() ? "the resource" : path.text();
    return position.equals(Position.NONE)
        ? place + ": " + message
        : place + " (" + position + "): " + message;
  }
}
