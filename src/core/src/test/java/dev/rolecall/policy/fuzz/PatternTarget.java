package dev.rolecall.policy.fuzz;

import dev.rolecall.fuzzing.Inputs;
import dev.rolecall.identity.Arn;
import dev.rolecall.identity.RoleArn;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.policy.pattern.ActionPattern;
import dev.rolecall.policy.pattern.PatternException;
import dev.rolecall.policy.pattern.ResourcePattern;
import dev.rolecall.policy.pattern.ResourcePattern.ShortArns;
import dev.rolecall.policy.pattern.Syntax;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** ARNs, and actions and resources of policies, first line, and of requests, the rest. */
public final class PatternTarget {
  private static final RequestContext VARIABLES =
      RequestContext.builder().put("aws:username", "bob").put("a:b", "*").build();

  private PatternTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    List<String> lines = Inputs.lines(data, 2);
    String pattern = lines.get(0);
    String given = lines.get(1);
    Arn.parse(pattern).ifPresent(arn -> require(arn.toString().equals(pattern), pattern));
    RoleArn.parse(pattern).ifPresent(arn -> require(arn.toString().equals(pattern), pattern));
    try {
      ActionPattern action = ActionPattern.parse(pattern);
      boolean ascii = given.chars().allMatch(unit -> unit < 128);
      require(!ascii || action.matches(given) == action.matches(upper(given)), pattern);
      require(action.toString().equals(pattern), pattern);
    } catch (PatternException refused) {
      // Most texts are no action.
    }
    for (Set<Syntax> syntax : List.of(Set.<Syntax>of(), Set.of(Syntax.VARIABLES))) {
      for (ShortArns shortArns : ShortArns.values()) {
        resource(pattern, given, syntax, shortArns);
      }
    }
  }

  private static void resource(
      String pattern, String given, Set<Syntax> syntax, ShortArns shortArns) {
    try {
      ResourcePattern resource = ResourcePattern.parse(pattern, syntax, shortArns);
      resource.matches(given, VARIABLES);
      require(resource.toString().equals(pattern), pattern);
    } catch (PatternException refused) {
      // Most texts are no resource.
    }
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  private static void require(boolean holds, String pattern) {
    if (!holds) {
      throw new IllegalStateException("'" + pattern + "' is not what it was");
    }
  }
}
