package dev.rolecall.agent;

import java.util.Map;

/** What the agent serves. */
enum Mode {
  /** One workload, beside it. */
  SIDECAR,
  /** All pods of a node. */
  NODE,
  /** Nobody knows what was meant. */
  UNKNOWN;

  static Mode of(Map<String, String> environment) {
    return switch (environment.getOrDefault("ROLECALL_MODE", "").strip()) {
      case "", "sidecar" -> SIDECAR;
      case "node" -> NODE;
      default -> UNKNOWN;
    };
  }
}
