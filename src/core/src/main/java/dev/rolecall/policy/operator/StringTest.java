package dev.rolecall.policy.operator;

import dev.rolecall.policy.pattern.PatternException;
import dev.rolecall.policy.pattern.Syntax;
import dev.rolecall.policy.pattern.Template;
import dev.rolecall.policy.pattern.Variables;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code StringEquals} and {@code StringLike}: only the latter has wildcards. */
record StringTest(Template template) implements ValueTest {
  static ValueTest equal(String value, Set<Syntax> variables) throws PatternException {
    return new StringTest(Template.parse(value, variables));
  }

  static ValueTest like(String value, Set<Syntax> variables) throws PatternException {
    EnumSet<Syntax> syntax = EnumSet.of(Syntax.WILDCARDS);
    syntax.addAll(variables);
    return new StringTest(Template.parse(value, syntax));
  }

  @Override
  public Outcome compare(String value, Variables variables) {
    return Outcome.of(template.matches(value, variables));
  }

  @Override
  public boolean restrictsText() {
    return template.hasOwnText();
  }

  @Override
  public @Nullable String exactText() {
    return template.isExact() ? template.prefix() : null;
  }

  @Override
  public String toString() {
    return template.toString();
  }
}
