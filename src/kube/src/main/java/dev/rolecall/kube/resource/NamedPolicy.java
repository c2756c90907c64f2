package dev.rolecall.kube.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A policy document with a name. */
public class NamedPolicy extends OpenFields {
  @JsonPropertyDescription(
      "The policy's name, 1 to 128 of the characters A-Z a-z 0-9 _ + = , . @ -")
  @Required
  @Pattern(Forms.POLICY_NAME)
  private @Nullable String name;

  @JsonPropertyDescription(
      "The policy document, with the element names of IAM: Version, Statement, Effect, Action, Resource, Condition.")
  @Required
  @SchemaFrom(type = OpenFields.class)
  private @Nullable Map<String, Object> document;

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }

  public @Nullable Map<String, Object> getDocument() {
    return document;
  }

  public void setDocument(@Nullable Map<String, Object> document) {
    this.document = document;
  }
}
