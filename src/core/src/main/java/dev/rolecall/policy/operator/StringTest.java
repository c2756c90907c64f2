package dev.rolecall.policy.operator;

import dev.rolecall.policy.pattern.PatternException;
import dev.rolecall.policy.pattern.Syntax;
import dev.rolecall.policy.pattern.Template;
import dev.rolecall.policy.pattern.Variables;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code StringEquals}, {@code StringLike} and {@code StringEqualsIgnoreCase}. */
record StringTest(Template template, boolean ignoreCase) implements ValueTest {
  static ValueTest equal(String value, Set<Syntax> variables) throws PatternException {
    return new StringTest(Template.parse(value, variables), false);
  }

  static ValueTest equalIgnoringCase(String value, Set<Syntax> variables) throws PatternException {
    return new StringTest(Template.parse(value, variables), true);
  }

  static ValueTest like(String value, Set<Syntax> variables) throws PatternException {
    EnumSet<Syntax> syntax = EnumSet.of(Syntax.WILDCARDS);
    syntax.addAll(variables);
    return new StringTest(Template.parse(value, syntax), false);
  }

  @Override
  public Outcome compare(String value, Variables variables) {
    if (ignoreCase) {
      // Lower-casing, as AWS does, not Unicode case folding.
      String lower = value.toLowerCase(Locale.ROOT);
      return Outcome.of(
          template
              .text(variables)
              .filter(text -> text.toLowerCase(Locale.ROOT).equals(lower))
              .isPresent());
    }
    return Outcome.of(template.matches(value, variables));
  }

  @Override
  public boolean restrictsText() {
    return template.hasOwnText();
  }

  @Override
  public @Nullable String exactText() {
    return !ignoreCase && template.isExact() ? template.prefix() : null;
  }

  @Override
  public String toString() {
    return template.toString();
  }
}
