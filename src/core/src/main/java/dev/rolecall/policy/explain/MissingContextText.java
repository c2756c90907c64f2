package dev.rolecall.policy.explain;

import dev.rolecall.json.Json;
import dev.rolecall.policy.AuthorizationRequest;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.policy.explain.missing.MissingContext;
import java.util.List;

/** What missing condition keys could have changed, in words. */
record MissingContextText(AuthorizationRequest request, List<String> lines) {
  void add(MissingContext missing) {
    switch (missing) {
      case MissingContext.NotInvolved none -> {}
      case MissingContext.Witness(var settings) -> {
        title("Allowed with these keys, which the request does not have");
        settings.forEach(this::add);
      }
      case MissingContext.NothingHelps(var keys, var still) -> {
        title("No values of missing keys help");
        lines.add("  missing: " + String.join(", ", keys));
        lines.add("  with any: " + Words.reason(still, request));
      }
      case MissingContext.NotFound(var keys, var tried, var bounded) -> {
        title("No values of missing keys that help were found");
        lines.add("  missing: " + String.join(", ", keys));
        lines.add(
            "  tried: "
                + tried
                + " sets of values"
                + (bounded
                    ? ", where the search ends; others may help"
                    : ", all there were to try"));
      }
    }
  }

  private void add(MissingContext.Setting setting) {
    lines.add("  --context '" + setting.key() + "=" + value(setting.value()) + "'");
    setting
        .reasons()
        .forEach(reason ->
            lines.add(
                "    for "
                    + reason.condition().map(Words::condition).orElse("the resource")
                    + " of "
                    + reason.statement()));
  }

  /** As the command takes it: a list as JSON. */
  private static String value(RequestContext.Entry value) {
    return value.multivalued() ? Json.write(value.values()) : value.values().getFirst();
  }

  private void title(String title) {
    lines.add("");
    lines.add(title);
  }
}
