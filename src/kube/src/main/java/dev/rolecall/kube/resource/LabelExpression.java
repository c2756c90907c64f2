package dev.rolecall.kube.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a selector asks of one label. */
public class LabelExpression extends OpenFields {
  @JsonPropertyDescription("The label's key.")
  @Required
  @Size(min = 1, max = 317)
  private @Nullable String key;

  @JsonPropertyDescription(
      "In, NotIn, Exists or DoesNotExist. NotIn also holds where the label is not there.")
  @Required
  @Pattern("^(In|NotIn|Exists|DoesNotExist)$")
  private @Nullable String operator;

  @JsonPropertyDescription(
      "Values for In and NotIn, at least one; none for Exists and DoesNotExist.")
  @Size(max = 100)
  private @Nullable List<@Size(max = 63) String> values;

  public @Nullable String getKey() {
    return key;
  }

  public void setKey(@Nullable String key) {
    this.key = key;
  }

  public @Nullable String getOperator() {
    return operator;
  }

  public void setOperator(@Nullable String operator) {
    this.operator = operator;
  }

  /** Never null. */
  public List<String> getValues() {
    return elements(values);
  }

  public void setValues(@Nullable List<String> values) {
    this.values = values;
  }
}
