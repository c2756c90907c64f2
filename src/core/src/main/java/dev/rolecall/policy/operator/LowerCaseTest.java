package dev.rolecall.policy.operator;

import dev.rolecall.policy.pattern.PatternException;
import dev.rolecall.policy.pattern.Syntax;
import dev.rolecall.policy.pattern.Template;
import dev.rolecall.policy.pattern.Variables;
import java.util.Set;

/** {@code StringEqualsIgnoreCase}: lower-casing, as AWS does, not Unicode case folding. */
record LowerCaseTest(Template template) implements ValueTest {
  static ValueTest parse(String value, Set<Syntax> variables) throws PatternException {
    return new LowerCaseTest(Template.parse(value, variables));
  }

  @Override
  public Outcome compare(String value, Variables variables) {
    return Outcome.of(template.equalsIgnoringCase(value, variables));
  }

  @Override
  public boolean restrictsText() {
    return template.hasOwnText();
  }

  @Override
  public String toString() {
    return template.toString();
  }
}
