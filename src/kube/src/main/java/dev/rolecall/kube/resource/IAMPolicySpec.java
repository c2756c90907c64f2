package dev.rolecall.kube.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an IAMPolicy says. */
public class IAMPolicySpec extends OpenFields {
  @JsonPropertyDescription(
      "The policy's name in its account, unique there whatever its case; 1 to 128 of the characters A-Z a-z 0-9 _ + = , . @ - Defaults to the name of the object.")
  @Pattern(Forms.POLICY_NAME)
  private @Nullable String policyName;

  @JsonPropertyDescription("The path of the policy's ARN; begins and ends with a slash.")
  @Default("/")
  @Size(min = 1, max = 512)
  @Pattern("^/([A-Za-z0-9.,+@=_-]+/)*$")
  private @Nullable String path;

  @JsonPropertyDescription("What the policy is for.")
  @Size(max = 1000)
  private @Nullable String description;

  @JsonPropertyDescription(
      "The policy document, with the element names of IAM: Version, Statement, Effect, Action, Resource, Condition.")
  @Required
  @SchemaFrom(type = OpenFields.class)
  private @Nullable Map<String, Object> document;

  public @Nullable String getPolicyName() {
    return policyName;
  }

  public void setPolicyName(@Nullable String policyName) {
    this.policyName = policyName;
  }

  public @Nullable String getPath() {
    return path;
  }

  public void setPath(@Nullable String path) {
    this.path = path;
  }

  public @Nullable String getDescription() {
    return description;
  }

  public void setDescription(@Nullable String description) {
    this.description = description;
  }

  public @Nullable Map<String, Object> getDocument() {
    return document;
  }

  public void setDocument(@Nullable Map<String, Object> document) {
    this.document = document;
  }
}
