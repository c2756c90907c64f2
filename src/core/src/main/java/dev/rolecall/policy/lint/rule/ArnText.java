package dev.rolecall.policy.lint.rule;

import java.util.ArrayList;
import java.util.List;

/** The parts of an ARN as they are written; a colon inside a variable divides nothing. */
record ArnText(List<String> parts) {
  /** {@code arn}, partition, service, region, account, resource. */
  private static final int PARTS = 6;

  static ArnText of(String text) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    int at = 0;
    while (at < text.length() && parts.size() < PARTS - 1) {
      if (text.startsWith("${", at)) {
        int end = text.indexOf('}', at);
        at = end < 0 ? text.length() : end;
      } else if (text.charAt(at) == ':') {
        parts.add(text.substring(from, at));
        from = at + 1;
      }
      at++;
    }
    parts.add(text.substring(from));
    return new ArnText(List.copyOf(parts));
  }

  boolean isWhole() {
    return parts.size() == PARTS;
  }

  String partition() {
    return part(1);
  }

  String service() {
    return part(2);
  }

  String region() {
    return part(3);
  }

  String account() {
    return part(4);
  }

  String resource() {
    return part(5);
  }

  private String part(int index) {
    return index < parts.size() ? parts.get(index) : "";
  }
}
