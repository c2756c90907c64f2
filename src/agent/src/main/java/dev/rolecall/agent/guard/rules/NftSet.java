package dev.rolecall.agent.guard.rules;

import java.util.Collection;

/**
 * @param declaration {@code type ifname . ipv4_addr;}
 * @param elements in their canonical form, see {@link SetElement}
 */
record NftSet(String name, String declaration, Collection<SetElement> elements) {
  void appendTo(StringBuilder text) {
    text.append("  set ").append(name).append(" {\n    ").append(declaration).append('\n');
    if (!elements.isEmpty()) {
      text.append("    elements = { ").append(SetElement.script(elements)).append(" }\n");
    }
    text.append("  }\n");
  }
}
