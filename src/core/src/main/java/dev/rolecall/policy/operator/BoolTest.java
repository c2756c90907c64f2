package dev.rolecall.policy.operator;

import dev.rolecall.policy.pattern.PatternException;
import dev.rolecall.policy.pattern.Syntax;
import dev.rolecall.policy.pattern.Template;
import dev.rolecall.policy.pattern.Variables;
import java.util.Set;

/** {@code Bool} and {@code Null}: {@code true} or {@code false} in any case. */
record BoolTest(Template template) implements ValueTest {
  static ValueTest parse(String value, Set<Syntax> variables) throws PatternException {
    Template template = Template.parse(value, variables);
    if (!template.hasVariables() && !isBoolean(value)) {
      throw new PatternException(
          "TYPE_MISMATCH_BOOLEAN", "'" + value + "' must be \"true\" or \"false\".");
    }
    return new BoolTest(template);
  }

  @Override
  public Outcome compare(String value, Variables variables) {
    return Outcome.of(
        template.equalsIgnoringCase(value, variables)
            && (!template.hasVariables() || isBoolean(value)));
  }

  private static boolean isBoolean(String text) {
    return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
  }

  @Override
  public String toString() {
    return template.toString();
  }
}
