package dev.rolecall.policy.reader;

import dev.rolecall.json.JsonValue;
import dev.rolecall.policy.PolicyType;
import java.util.List;

/**
 * Characters that a policy may have. The IAM and STS APIs take tab, line feed, carriage return and
 * U+0020 to U+00FF ({@code policyDocumentType}); services and Organizations, which keep the other
 * types, take any text.
 */
final class TextCheck {
  private static final char HIGHEST_OF_IAM = '\u00FF';

  private final boolean ofIam;

  TextCheck(PolicyType type) {
    this.ofIam =
        switch (type) {
          case IDENTITY, TRUST, PERMISSIONS_BOUNDARY, SESSION -> true;
          case RESOURCE, SCP, RCP -> false;
        };
  }

  /** Every name and every text in a value, one problem each. */
  void check(Node node) {
    switch (node.value()) {
      case JsonValue.JsonObject object -> {
        List<Node> members = node.children();
        for (int i = 0; i < members.size(); i++) {
          check(members.get(i), object.members().get(i).name());
          check(members.get(i));
        }
      }
      case JsonValue.JsonArray array -> node.children().forEach(this::check);
      case JsonValue.JsonString text -> check(node, text.value());
      case JsonValue.JsonNumber number -> {}
      case JsonValue.JsonBoolean bool -> {}
      case JsonValue.JsonNull nothing -> {}
    }
  }

  private void check(Node node, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!allowed(text, i)) {
        node.problem(
            "INVALID_CHARACTER",
            "'%s' has the character U+%04X, which %s; remove it, or write '?' or '*' in its place."
                .formatted(node.name(), (int) text.charAt(i), reason(text.charAt(i))));
        return;
      }
    }
  }

  private boolean allowed(String text, int at) {
    char unit = text.charAt(at);
    if (Character.isSurrogate(unit)) {
      return !ofIam && paired(text, at);
    }
    boolean control = unit < ' ' && unit != '\t' && unit != '\n' && unit != '\r';
    return !control && (!ofIam || unit <= HIGHEST_OF_IAM);
  }

  private static boolean paired(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }

  private static String reason(char unit) {
    if (Character.isSurrogate(unit)) {
      return "is half of one or outside of what IAM takes";
    }
    return unit < ' ' ? "is a control character" : "IAM does not take (only up to U+00FF)";
  }
}
