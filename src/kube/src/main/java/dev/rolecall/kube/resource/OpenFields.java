package dev.rolecall.kube.resource;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An object that keeps the fields it does not know, so that a misspelt field is found (and the
 * object refused) wherever it is read, and is not lost by whoever writes it back.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonDeserialize(using = MemberByMember.class)
@JsonAutoDetect(
    fieldVisibility = Visibility.ANY,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE,
    setterVisibility = Visibility.NONE)
public abstract class OpenFields {
  /** There are many objects, and nearly all are right. */
  @JsonIgnore private @Nullable Map<String, @Nullable Object> unknownFields;

  /**
   * The elements that are there: an older definition let nulls in, for which the object is refused.
   */
  protected static <T> List<T> elements(@Nullable List<? extends @Nullable T> list) {
    return list == null ? List.of() : list.stream().<T>mapMulti(OpenFields::unlessNull).toList();
  }

  private static <T> void unlessNull(@Nullable T element, Consumer<T> sink) {
    if (element != null) {
      sink.accept(element);
    }
  }

  /** Fields that the schema does not have, by name; empty in a resource that is right. */
  @JsonAnyGetter
  public Map<String, @Nullable Object> getUnknownFields() {
    return unknownFields == null ? Map.of() : unknownFields;
  }

  @JsonAnySetter
  public void setUnknownField(String name, @Nullable Object value) {
    if (unknownFields == null) {
      unknownFields = new LinkedHashMap<>();
    }
    unknownFields.put(name, value);
  }
}
