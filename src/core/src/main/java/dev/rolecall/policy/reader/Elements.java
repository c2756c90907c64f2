package dev.rolecall.policy.reader;

import dev.rolecall.text.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The elements of a policy or of a statement. Their names are case-sensitive (IAM User Guide,
 * "Grammar of the IAM JSON policy language").
 *
 * @param holder what has them, {@code A statement}
 */
record Elements(String holder, List<String> known) {
  /**
   * An object's elements by name. Unknown ones are problems: a misspelt Condition must not be
   * overlooked. What such a name was probably meant to be is read under that name, so that the
   * problems of its value are found too and it is not called missing.
   */
  Map<String, Node> of(Node object) {
    Map<String, Node> members = object.members();
    Map<String, Node> elements = new LinkedHashMap<>(members);
    elements.keySet().retainAll(known);
    members.forEach((name, node) -> {
      if (!known.contains(name)) {
        Optional<String> meant = Spelling.nearest(name, known);
        report(name, node, meant);
        meant.ifPresent(element -> elements.putIfAbsent(element, node));
      }
    });
    return elements;
  }

  private void report(String name, Node node, Optional<String> meant) {
    String hint =
        meant
            .map(element ->
                element.equalsIgnoreCase(name)
                    ? " Write '" + element + "': names of elements are case-sensitive."
                    : " Did you mean '" + element + "'?")
            .orElse(" Remove it; known are " + String.join(", ", known) + ".");
    node.problem("INVALID_POLICY_ELEMENT", holder + " has no element '" + name + "'." + hint);
  }
}
