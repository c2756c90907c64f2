package dev.rolecall.kube.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What an InstanceProfile says. */
public class InstanceProfileSpec extends OpenFields {
  @JsonPropertyDescription("Which nodes. Of two profiles that select one node the older is meant.")
  @Required
  private @Nullable NodeSelector nodeSelector;

  @JsonPropertyDescription(
      "The ARN of the role, arn:aws:iam::<account>:role/<path><name>; its trust policy must admit ec2.amazonaws.com.")
  @Required
  @Size(max = 2048)
  @Pattern(Forms.ROLE_ARN)
  private @Nullable String role;

  public @Nullable NodeSelector getNodeSelector() {
    return nodeSelector;
  }

  public void setNodeSelector(@Nullable NodeSelector nodeSelector) {
    this.nodeSelector = nodeSelector;
  }

  public @Nullable String getRole() {
    return role;
  }

  public void setRole(@Nullable String role) {
    this.role = role;
  }
}
