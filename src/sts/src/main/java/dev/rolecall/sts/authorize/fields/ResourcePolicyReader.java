package dev.rolecall.sts.authorize.fields;

import dev.rolecall.json.JsonValue;
import dev.rolecall.policy.PolicyDocument;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.policy.PolicyReader;
import dev.rolecall.policy.PolicyReading;
import dev.rolecall.policy.PolicyType;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the policy of a resource. */
public final class ResourcePolicyReader {
  private ResourcePolicyReader() {}

  /**
   * The policy in a member; null where the member is not there.
   *
   * @throws FieldException with all that is wrong with it
   */
  public static @Nullable PolicyDocument read(JsonFields fields, String name, PolicyQuotas quotas)
      throws FieldException {
    Optional<JsonValue> document = fields.value(name);
    if (document.isEmpty()) {
      return null;
    }
    return switch (PolicyReader.read(
        quotas, PolicyType.RESOURCE, "resource policy", document.get())) {
      case PolicyReading.Read(var policy) -> policy;
      case PolicyReading.Refused(var problems) ->
          throw fields.problem(
              name,
              "is not a policy: "
                  + problems.stream().map(Object::toString).collect(Collectors.joining("; ")));
    };
  }
}
