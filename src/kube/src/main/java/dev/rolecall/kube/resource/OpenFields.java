package dev.rolecall.kube.resource;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object that keeps the fields it does not know, so that a misspelt field is found (and the
 * object refused) wherever it is read, and is not lost by whoever writes it back.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE,
    setterVisibility = Visibility.NONE)
public abstract class OpenFields {
  @JsonIgnore private final Map<String, @Nullable Object> unknownFields = new LinkedHashMap<>();

  /** Fields that the schema does not have, by name; empty in a resource that is right. */
  @JsonAnyGetter
  public Map<String, @Nullable Object> getUnknownFields() {
    return unknownFields;
  }

  @JsonAnySetter
  public void setUnknownField(String name, @Nullable Object value) {
    unknownFields.put(name, value);
  }
}
