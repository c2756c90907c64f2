package dev.rolecall.operator.admission;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/** What the API server is told. */
public sealed interface AdmissionAnswer {
  /**
   * @param warnings sentences for the client, which kubectl prints
   */
  record Allowed(List<String> warnings) implements AdmissionAnswer {
    public Allowed {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * @param patch RFC 6902 operations
   */
  record Patched(ArrayNode patch, List<String> warnings) implements AdmissionAnswer {
    public Patched {
      warnings = List.copyOf(warnings);
    }
  }

  /** The object is not admitted; {@code message} says why and how to mend it. */
  record Refused(Refusal refusal, String message) implements AdmissionAnswer {}

  /** Kinds of refusal, by the API's own codes and reasons. */
  enum Refusal {
    FORBIDDEN(403, "Forbidden"),
    CONFLICT(409, "Conflict"),
    INVALID(422, "Invalid"),
    /** A retry may succeed. */
    UNAVAILABLE(503, "ServiceUnavailable");

    private final int code;
    private final String reason;

    Refusal(int code, String reason) {
      this.code = code;
      this.reason = reason;
    }

    int code() {
      return code;
    }

    String reason() {
      return reason;
    }
  }
}
