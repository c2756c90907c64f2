package dev.rolecall.kube.resource;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.BeanDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerFactory;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object that an older definition let in: members of other types than the class has go to
 * its unknown fields, so that the resource is refused where it is read, with the place; a status
 * goes without them. Else one such resource, of anybody's, would stop the list of all.
 */
final class MemberByMember extends JsonDeserializer<Object> implements ContextualDeserializer {
  private static final String SPEC = "spec";
  private static final Set<String> PARTS = Set.of(SPEC, "status");

  private final @Nullable BeanDeserializer whole;
  private final String name;

  /** For Jackson, which asks for one by type. */
  MemberByMember() {
    this(null, "");
  }

  private MemberByMember(@Nullable BeanDeserializer whole, String name) {
    this.whole = whole;
    this.name = name;
  }

  @Override
  public JsonDeserializer<?> createContextual(
      DeserializationContext context, @Nullable BeanProperty property) throws JsonMappingException {
    JavaType type = context.getContextualType();
    JsonDeserializer<?> whole =
        ((BeanDeserializerFactory) context.getFactory())
            .buildBeanDeserializer(context, type, context.getConfig().introspect(type));
    ((BeanDeserializer) whole).resolve(context);
    return new MemberByMember((BeanDeserializer) whole, property == null ? "" : property.getName());
  }

  @Override
  public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    BeanDeserializer bean = bean();
    if (!parser.hasToken(JsonToken.START_OBJECT)) {
      return unlike(parser, context);
    }
    TokenBuffer tokens = context.bufferAsCopyOfValue(parser);
    try {
      return bean.deserialize(tokens.asParserOnFirstToken(), context);
    } catch (JsonMappingException e) {
      return each(context.readTree(tokens.asParserOnFirstToken()), parser, context);
    }
  }

  /** A spec of null means one without members: nobody asks whether there is a spec. */
  @Override
  public @Nullable Object getNullValue(DeserializationContext context) throws JsonMappingException {
    return name.equals(SPEC) ? empty(context) : null;
  }

  /**
   * No object at all: of a spec or status nothing is left, anything else is its parent's unknown
   * field.
   */
  private Object unlike(JsonParser parser, DeserializationContext context) throws IOException {
    if (!PARTS.contains(name)) {
      return bean().deserialize(parser, context);
    }
    parser.skipChildren();
    return empty(context);
  }

  private Object each(JsonNode tree, JsonParser parser, DeserializationContext context)
      throws IOException {
    Object object = empty(context);
    for (Map.Entry<String, JsonNode> member : tree.properties()) {
      JsonNode alone =
          JsonNodeFactory.instance.objectNode().set(member.getKey(), member.getValue());
      try (JsonParser tokens = alone.traverse(parser.getCodec())) {
        tokens.nextToken();
        bean().deserialize(tokens, context, object);
      } catch (JsonMappingException e) {
        if (object instanceof OpenFields open) {
          open.setUnknownField(
              member.getKey(), context.readTreeAsValue(member.getValue(), Object.class));
        }
      }
    }
    return object;
  }

  private Object empty(DeserializationContext context) throws JsonMappingException {
    try {
      return bean().getValueInstantiator().createUsingDefault(context);
    } catch (IOException e) {
      throw JsonMappingException.from(context, "cannot be made", e);
    }
  }

  private BeanDeserializer bean() {
    if (whole == null) {
      throw new IllegalStateException("asked without a type");
    }
    return whole;
  }
}
