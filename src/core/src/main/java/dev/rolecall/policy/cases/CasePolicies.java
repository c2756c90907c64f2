package dev.rolecall.policy.cases;

import dev.rolecall.json.JsonValue;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyProblem;
import dev.rolecall.policy.PolicyReader;
import dev.rolecall.policy.PolicyReading;
import dev.rolecall.policy.PolicyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The policies of a case, or what is wrong with them. */
sealed interface CasePolicies {
  record Valid(Policies policies) implements CasePolicies {}

  /**
   * @param policy which of them, {@code boundaries 1}
   */
  record Invalid(String policy, PolicyProblem problem) implements CasePolicies {}

  /**
   * @param trust whether the resource's policy is a role's trust policy
   */
  static CasePolicies read(CaseFields fields, boolean trust) throws CaseException {
    Reader reader = new Reader(fields);
    Policies policies =
        new Policies(
            reader.documents(PolicyType.IDENTITY, "identityPolicies"),
            reader
                .document(trust ? PolicyType.TRUST : PolicyType.RESOURCE, "resourcePolicy")
                .orElse(null),
            reader.documents(PolicyType.PERMISSIONS_BOUNDARY, "boundaries"),
            reader.document(PolicyType.SESSION, "sessionPolicy").orElse(null),
            reader.levels(PolicyType.SCP, "scps"),
            reader.levels(PolicyType.RCP, "rcps"));
    return reader.invalid.isEmpty() ? new Valid(policies) : reader.invalid.getFirst();
  }

  /** Reads one document after the other and keeps what is invalid. */
  final class Reader {
    private final CaseFields fields;
    private final List<Invalid> invalid = new ArrayList<>();

    private Reader(CaseFields fields) {
      this.fields = fields;
    }

    private Optional<PolicyDocument> document(PolicyType type, String field) {
      return fields.optional(field).flatMap(value -> read(type, field, value));
    }

    private List<PolicyDocument> documents(PolicyType type, String field) throws CaseException {
      return documents(type, field, fields.list(field));
    }

    private List<List<PolicyDocument>> levels(PolicyType type, String field) throws CaseException {
      List<List<PolicyDocument>> levels = new ArrayList<>();
      for (JsonValue level : fields.list(field)) {
        String name = field + " level " + levels.size();
        levels.add(documents(type, name, fields.elements(name, level)));
      }
      return levels;
    }

    private List<PolicyDocument> documents(PolicyType type, String name, List<JsonValue> values) {
      return Stream.iterate(0, index -> index < values.size(), index -> index + 1)
          .flatMap(index -> read(type, name + " " + index, values.get(index)).stream())
          .toList();
    }

    private Optional<PolicyDocument> read(PolicyType type, String name, JsonValue value) {
      // Text is a document as it was written, with the duplicate members it may have.
      PolicyReading reading =
          value instanceof JsonValue.JsonString raw
              ? PolicyReader.read(type, name, raw.value())
              : PolicyReader.read(type, name, value);
      return switch (reading) {
        case PolicyReading.Read read -> Optional.of(read.document());
        case PolicyReading.Refused refused -> {
          invalid.add(new Invalid(name, refused.problems().getFirst()));
          yield Optional.empty();
        }
      };
    }
  }
}
