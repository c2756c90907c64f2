package dev.rolecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.json.Position;
import dev.rolecall.policy.Statement.Effect;
import dev.rolecall.policy.index.Feature;
import dev.rolecall.policy.index.Feature.Text;
import dev.rolecall.policy.index.Key;
import dev.rolecall.policy.pattern.ActionPattern;
import dev.rolecall.policy.pattern.Actions;
import dev.rolecall.policy.pattern.ArnPattern;
import dev.rolecall.policy.pattern.PatternException;
import dev.rolecall.policy.pattern.ResourcePattern;
import dev.rolecall.policy.pattern.ResourcePattern.ShortArns;
import dev.rolecall.policy.pattern.Resources;
import dev.rolecall.policy.pattern.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** What is not verified, against what would be. */
class StatementProofsProperties {
  private static final List<String> HEADS =
      List.of("arn:aws:s3:::", "arn:aws:s3:*:1:", "arn:aws:s?:::", "arn:*:s3:r:*:");
  private static final List<String> PIECES =
      List.of("a", "b", "ab", "a:", "*", "*", "?", "${*}", "${aws:username}");
  private static final RequestContext CONTEXT =
      RequestContext.builder().put("aws:username", "a").build();

  @Property(tries = 1000)
  void leaveOfResourcesWhatDecides(@ForAll long seed) throws PatternException {
    Random random = new Random(seed);
    List<ResourcePattern> patterns = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      String head = random.nextInt(4) == 0 ? of(HEADS, random) : HEADS.getFirst();
      patterns.add(
          ResourcePattern.parse(head + pieces(random), Set.of(Syntax.VARIABLES), ShortArns.PADDED));
    }
    Statement statement = statement(List.of(), patterns);
    for (int i = 0; i < 50; i++) {
      String head = of(List.of("arn:aws:s3:::", "arn:aws:s3:r:1:", "arn:aws:s4:::"), random);
      String last = pieces(random).replaceAll("[*?]|\\$\\{[^}]*}", random.nextBoolean() ? "" : "a");
      for (Set<Feature> fitting : fitting(statement, last)) {
        boolean covered = statement.resources().cover(head + last, CONTEXT);
        StatementProofs.restOfResource(statement, fitting)
            .map(ArnPattern::ofAnyResource)
            .ifPresent(rest -> {
              Statistics.collect(covered);
              assertThat(rest.matches(head + last, CONTEXT)).isEqualTo(covered);
            });
      }
    }
    Statistics.coverage(coverage -> {
      coverage.check(true).count(count -> count > 0);
      coverage.check(false).count(count -> count > 0);
    });
  }

  @Property(tries = 1000)
  void knowWhichActionsFit(@ForAll long seed) throws PatternException {
    Random random = new Random(seed);
    List<ActionPattern> patterns = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      patterns.add(
          ActionPattern.parse("s3:" + of(List.of("*", "Get*", "Get", "G*t", "?et"), random)));
    }
    Statement statement = statement(patterns, List.of());
    for (String action : List.of("s3:get", "s3:getobject", "s3:put", "s3:set")) {
      boolean fits = fits(StatementKeys.of(statement), Text.ACTION, action);
      if (fits && StatementProofs.ofAction(statement, Set.of(Text.ACTION))) {
        assertThat(patterns).anyMatch(pattern -> pattern.matches(action));
      }
    }
  }

  /** The sets of features that an index may have found to fit. */
  private static List<Set<Feature>> fitting(Statement statement, String last) {
    Map<Feature, Set<Key>> keys = StatementKeys.of(statement);
    boolean begins = fits(keys, Text.RESOURCE, last);
    boolean ends = fits(keys, Text.RESOURCE_END, new StringBuilder(last).reverse().toString());
    List<Set<Feature>> fitting = new ArrayList<>();
    if (begins) {
      fitting.add(Set.of(Text.RESOURCE));
    }
    if (ends) {
      fitting.add(Set.of(Text.RESOURCE_END));
    }
    if (begins && ends) {
      fitting.add(Set.of(Text.RESOURCE, Text.RESOURCE_END));
    }
    return fitting;
  }

  private static boolean fits(Map<Feature, Set<Key>> keys, Feature feature, String text) {
    return keys.getOrDefault(feature, Set.of()).stream()
        .anyMatch(key ->
            switch (key) {
              case Key.Prefix(var prefix) -> text.startsWith(prefix);
              case Key.Exact(var value) -> value.equals(text);
              case Key.Piece piece -> false;
            });
  }

  private static Statement statement(List<ActionPattern> actions, List<ResourcePattern> resources) {
    return new Statement(
        0,
        "",
        Position.NONE,
        Effect.ALLOW,
        new Principals.Implied(),
        new Actions.Listed(actions),
        new Resources.Listed(resources),
        List.of());
  }

  private static String pieces(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      text.append(of(PIECES, random));
    }
    return text.toString();
  }

  private static <T> T of(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }
}
