package dev.rolecall.bench.workload;

import dev.rolecall.policy.Statement.Effect;
import java.util.List;

/**
 * A statement before it is written in a language of policies.
 *
 * @param actions patterns of which one must fit, or none of which may
 * @param resource a pattern in IAM's words
 * @param tests all of which must hold
 */
public record Rule(Effect effect, Actions actions, String resource, List<Test> tests) {
  /** The only variable that a resource names. */
  public static final String VARIABLE = "${" + Key.TEAM.iam() + "}";

  public Rule {
    tests = List.copyOf(tests);
  }

  static Rule allow(Actions actions, String resource, Test... tests) {
    return new Rule(Effect.ALLOW, actions, resource, List.of(tests));
  }

  static Rule deny(Actions actions, String resource, Test... tests) {
    return new Rule(Effect.DENY, actions, resource, List.of(tests));
  }

  /** Which actions. */
  public sealed interface Actions {
    List<String> patterns();

    /** {@code Action}. */
    record AnyOf(List<String> patterns) implements Actions {}

    /** {@code NotAction}. */
    record AllBut(List<String> patterns) implements Actions {}

    static Actions of(String... patterns) {
      return new AnyOf(List.of(patterns));
    }

    static Actions allBut(String... patterns) {
      return new AllBut(List.of(patterns));
    }
  }

  /** A condition; no request of the benchmark lacks the key. */
  public sealed interface Test {
    Key key();

    /** {@code StringEquals}. */
    record OneOf(Key key, List<String> values) implements Test {}

    /** {@code StringNotEquals}. */
    record NoneOf(Key key, List<String> values) implements Test {}

    /** {@code StringLike}. */
    record Like(Key key, String pattern) implements Test {}

    /** {@code ArnNotLike}. */
    record Unlike(Key key, String pattern) implements Test {}

    /** {@code Bool}. */
    record Is(Key key, boolean value) implements Test {}

    /** {@code IpAddress}. */
    record Within(Key key, String range) implements Test {}

    /** {@code NumericLessThan}. */
    record Below(Key key, long bound) implements Test {}
  }
}
