package dev.rolecall.kube.manifest;

import java.util.regex.Pattern;

/**
 * The place of a value in a resource, as {@code spec.policies[0].document}; empty for the resource
 * itself.
 */
public record FieldPath(String text) {
  public static final FieldPath ROOT = new FieldPath("");

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

  /** No longer than a list can be: a member of an object may be called by any number. */
  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");

  /** The member of this name. */
  public FieldPath member(String name) {
    if (!PLAIN.matcher(name).matches()) {
      return new FieldPath(text + "['" + name + "']");
    }
    return new FieldPath(text.isEmpty() ? name : text + "." + name);
  }

  /** The element at this index, from 0. */
  public FieldPath element(int index) {
    return new FieldPath(text + "[" + index + "]");
  }

  /** What a JSON pointer (RFC 6901) leads to from here. */
  public FieldPath pointer(String pointer) {
    FieldPath path = this;
    for (String token : pointer.split("/", -1)) {
      String name = token.replace("~1", "/").replace("~0", "~");
      if (INDEX.matcher(name).matches()) {
        path = path.element(Integer.parseInt(name));
      } else if (!name.isEmpty()) {
        path = path.member(name);
      }
    }
    return path;
  }

  @Override
  public String toString() {
    return text;
  }
}
