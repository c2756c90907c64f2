package dev.rolecall.kube.resource;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is reported of a resource. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonDeserialize(using = MemberByMember.class)
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE,
    setterVisibility = Visibility.NONE)
public class ResourceStatus {
  @JsonPropertyDescription("The generation of the resource that this status is about.")
  private @Nullable Long observedGeneration;

  @JsonPropertyDescription("Ready says whether the resource is in use, and why not.")
  private @Nullable List<Condition> conditions;

  public @Nullable Long getObservedGeneration() {
    return observedGeneration;
  }

  public void setObservedGeneration(@Nullable Long observedGeneration) {
    this.observedGeneration = observedGeneration;
  }

  /** Never null. */
  public List<Condition> getConditions() {
    return OpenFields.elements(conditions);
  }

  public void setConditions(@Nullable List<Condition> conditions) {
    this.conditions = conditions;
  }
}
