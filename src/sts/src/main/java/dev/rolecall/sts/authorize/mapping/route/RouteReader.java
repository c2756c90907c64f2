package dev.rolecall.sts.authorize.mapping.route;

import dev.rolecall.json.JsonValue;
import dev.rolecall.json.JsonValue.JsonObject;
import dev.rolecall.json.JsonValue.Member;
import dev.rolecall.sts.authorize.fields.FieldException;
import dev.rolecall.sts.authorize.fields.JsonFields;
import dev.rolecall.sts.authorize.mapping.Operation;
import dev.rolecall.sts.authorize.mapping.PathRules;
import dev.rolecall.sts.authorize.mapping.RequestMapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads routes from configuration. */
public final class RouteReader {
  private static final Set<String> MEMBERS =
      Set.of(
          "methods", "path", "query", "ignoredQuery", "action", "resource", "account", "context");

  private final JsonFields fields;

  private RouteReader(JsonFields fields) {
    this.fields = fields;
  }

  /**
   * @param name of the list in {@code proxy}
   * @throws FieldException where one of them is not as it must be
   */
  public static RequestMapping read(JsonFields proxy, String name, PathRules paths)
      throws FieldException {
    List<Route> routes = new ArrayList<>();
    for (JsonValue element : proxy.list(name)) {
      JsonFields fields = JsonFields.of(element, proxy.element(name, routes.size()), MEMBERS);
      routes.add(new RouteReader(fields).route());
    }
    if (routes.isEmpty()) {
      throw proxy.problem(name, "is empty; write one route at least, or nobody gets through");
    }
    return new RouteMapping(paths, routes);
  }

  private Route route() throws FieldException {
    Set<String> methods = new HashSet<>(fields.requiredTexts("methods"));
    for (String method : methods) {
      if (!method.matches("[A-Z]{1,20}")) {
        throw fields.problem("methods", "has '" + method + "'; methods are in capital letters");
      }
    }
    PathTemplate path = parsed("path", PathTemplate::parse);
    QueryTemplate query =
        new QueryTemplate(texts("query"), new HashSet<>(fields.optionalTexts("ignoredQuery")));
    Set<String> captures = new HashSet<>(path.captures());
    for (String capture : query.captures()) {
      if (!captures.add(capture)) {
        throw fields.problem("query", "captures {" + capture + "}, as the path does");
      }
    }
    return new Route(methods, path, query, target(captures));
  }

  private Route.Target target(Set<String> captures) throws FieldException {
    String action = fields.text("action");
    if (!Operation.isAction(action)) {
      throw fields.problem("action", "must be <service>:<Name>, such as orders:GetOrder");
    }
    Map<String, Template> context = new LinkedHashMap<>();
    for (Map.Entry<String, String> key : texts("context").entrySet()) {
      context.put(key.getKey(), template("context", key.getValue(), captures));
    }
    return new Route.Target(
        action,
        template("resource", fields.text("resource", Operation.LONGEST_RESOURCE), captures),
        account(captures),
        context);
  }

  private Template account(Set<String> captures) throws FieldException {
    String text = fields.text("account");
    if (text.indexOf('{') < 0 && !text.matches("[0-9]{12}")) {
      throw fields.problem("account", "must be an account id of 12 digits, quoted, or a capture");
    }
    return template("account", text, captures);
  }

  private Template template(String name, String text, Set<String> captures) throws FieldException {
    return parsed(name, text, value -> Template.parse(value, captures));
  }

  private <T> T parsed(String name, Function<String, T> parser) throws FieldException {
    return parsed(name, fields.text(name), parser);
  }

  private <T> T parsed(String name, String text, Function<String, T> parser) throws FieldException {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw fields.problem(name, String.valueOf(e.getMessage()));
    }
  }

  private Map<String, String> texts(String name) throws FieldException {
    Map<String, String> texts = new LinkedHashMap<>();
    Optional<JsonValue> value = fields.value(name);
    if (value.isEmpty()) {
      return texts;
    }
    if (!(value.get() instanceof JsonObject object)) {
      throw fields.problem(name, "must be an object of text");
    }
    for (Member member : object.members()) {
      if (texts.put(member.name(), JsonFields.text(member.value(), name + "." + member.name()))
          != null) {
        throw fields.problem(name, "has " + member.name() + " twice");
      }
    }
    return texts;
  }
}
