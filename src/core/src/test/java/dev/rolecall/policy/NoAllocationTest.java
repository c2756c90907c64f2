package dev.rolecall.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.rolecall.identity.AccountId;
import dev.rolecall.policy.operator.Operator;
import dev.rolecall.policy.operator.ValueTest;
import dev.rolecall.policy.pattern.ActionName;
import dev.rolecall.policy.pattern.ActionPattern;
import dev.rolecall.policy.pattern.Glob;
import dev.rolecall.policy.pattern.PatternException;
import dev.rolecall.policy.pattern.ResourcePattern;
import dev.rolecall.policy.pattern.ResourcePattern.ShortArns;
import dev.rolecall.policy.pattern.Syntax;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What decides allocates nothing for ordinary requests, counted in bytes by the JVM. */
class NoAllocationTest {
  private static final int MATCHES = 10_000;
  private static final int ROUNDS = 10;
  private static final Set<Syntax> VARIABLES = Set.of(Syntax.VARIABLES);
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final RequestContext CONTEXT =
      RequestContext.builder()
          .put("aws:username", "bob")
          .put("k:number", "-10.50e2")
          .put("k:epoch", "1704067200")
          .put("k:date", "2024-01-01T00:30:00.5+01:00")
          .put("k:ipv4", "203.0.113.7")
          .put("k:ipv6", "2001:db8::7:1.2.3.4")
          .put("k:arn", "arn:aws:iam::111111111111:role/app")
          .put("k:blob", "QUI=")
          .put("k:bool", "TRUE")
          .put("k:long", "a".repeat(300))
          .put("k:half", "a".repeat(150))
          .putAll("k:many", List.of("a", "b", "c"))
          .build();

  @BeforeAll
  static void needsAJvmThatCounts() {
    boolean counts =
        THREADS.isThreadAllocatedMemorySupported() && THREADS.isThreadAllocatedMemoryEnabled();
    assumeTrue(counts, "this JVM does not count the bytes that a thread allocates");
  }

  @ParameterizedTest
  @CsvSource({
    "StringEquals, aws:username, bob, true",
    "StringEquals, aws:username, ${aws:username}, true",
    "StringEquals, aws:username, a|b|c|d|e|f|g|h|bob, true",
    "StringNotEquals, aws:username, a|b|c|d|e|f|g|h|bob, false",
    "StringEqualsIgnoreCase, aws:USERNAME, 'BO${aws:none, ''B''}', true",
    "StringNotEqualsIgnoreCase, aws:username, BOBBY, true",
    "StringLike, aws:username, b?b*, true",
    "StringNotLike, aws:username, *o*, false",
    "StringLike, k:long, *${k:long}${k:long}*, false",
    "StringLike, k:long, *?${k:half}a*, true",
    "StringEqualsIfExists, k:none, x, true",
    "NumericEquals, k:number, -1050, true",
    "NumericLessThan, k:number, 999999999999999999e9, true",
    "NumericGreaterThan, aws:username, 1, false",
    "DateLessThan, k:date, 2024-01-01, true",
    "DateEquals, k:epoch, 2024-01-01T00:00Z, true",
    "DateNotEquals, aws:username, 2024-01, true",
    "Bool, k:bool, true, true",
    "Bool, k:bool, ${k:bool}, true",
    "BinaryEquals, k:blob, QUI=, true",
    "IpAddress, k:ipv4, 10.0.0.0/8|203.0.113.0/24, true",
    "NotIpAddress, k:ipv6, 2001:db8::/33, false",
    "IpAddress, aws:username, ::/0, false",
    "ArnLike, k:arn, arn:aws:iam::*:role/a?p, true",
    "ArnNotEquals, k:arn, arn:aws:iam::111111111111:role/${aws:username}, true",
    "ArnLike, aws:username, *, false",
    "Null, k:none, true, true",
    "ForAllValues:StringLike, k:many, a*|b*|c*, true",
    "ForAnyValue:StringEquals, k:many, c, true",
  })
  void asksConditions(String operator, String key, String values, boolean holds)
      throws PatternException {
    Condition condition = condition(operator, key, values);

    allocatesNothing(() -> condition.holds(CONTEXT, false), holds);
  }

  @ParameterizedTest
  @CsvSource({
    "home/bob/report.csv, true",
    "home/*, true",
    "*.csv, true",
    "home/*.csv, true",
    "*bob*, true",
    "*/*/*t.csv, true",
    "*b?b*r??ort*, true",
    "*home/bob/report.csv that is longer than thirty-two*, false",
    "*, true",
  })
  void matchesWildcards(String pattern, boolean matches) {
    Glob glob = Glob.of(pattern);

    allocatesNothing(() -> glob.matches("home/bob/report.csv"), matches);
    allocatesNothing(() -> glob.matches("/home/bob/report.csv/", 1, 20), matches);
  }

  @ParameterizedTest
  @CsvSource({
    "*, true",
    "arn:aws:s3:::b/home/bob/report.csv, true",
    "arn:aws:s3:::b/home/*, true",
    "arn:aws:s3:::*/${aws:username}/*, true",
    "'arn:aws:s3:::b/${k:none, ''home''}/${aws:username}/*.csv', true",
    "arn:aws:s3:::b/*/${aws:username}?report*, true",
    "arn:*:s3:*:*:b/home/${aws:username}/*, true",
    "arn:aws:s3:::b/${k:many}, false",
  })
  void matchesResources(String text, boolean matches) throws PatternException {
    ResourcePattern pattern = ResourcePattern.parse(text, VARIABLES, ShortArns.PADDED);

    allocatesNothing(() -> pattern.matches("arn:aws:s3:::b/home/bob/report.csv", CONTEXT), matches);
  }

  @ParameterizedTest
  @CsvSource({"*", "S3:GetObject", "s3:get*", "s3:*Object"})
  void matchesActions(String text) throws PatternException {
    ActionPattern pattern = ActionPattern.parse(text);
    ActionName action =
        new AuthorizationRequest(
                new Caller.Anonymous(), "s3:GetObject", "*", new AccountId("111111111111"), CONTEXT)
            .actionName();

    allocatesNothing(() -> pattern.matches(action), true);
  }

  /** A table of all letters and places of this piece would have fifty million bytes. */
  @Test
  void compilesPatternsInMemoryThatIsLinearInTheirLength() {
    StringBuilder letters = new StringBuilder("*?");
    for (int i = 0; i < 20_000; i++) {
      letters.append((char) (0x4e00 + i));
    }
    String pattern = letters + "*";

    long before = THREADS.getCurrentThreadAllocatedBytes();
    assertThat(Glob.of(pattern).matches(pattern)).isTrue();
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
        .isLessThan(500L * pattern.length());
  }

  /** What a search then makes of a piece is as long as the piece. */
  @ParameterizedTest
  @ValueSource(strings = {"*${k:half}?${k:half}*", "*?${k:half}b*", "*${k:half}b*"})
  void allocatesInProportionWhereAPieceWithVariablesMayBeginEverywhere(String value)
      throws PatternException {
    Condition condition = condition("StringLike", "k:long", value);
    long length = Objects.requireNonNull(CONTEXT.value("k:long", null)).length();

    assertThat(fewestBytes(() -> condition.holds(CONTEXT, false), false))
        .isLessThan(MATCHES * 64L * length);
  }

  /** So that the others could fail. */
  @Test
  void countsWhatIsAllocated() {
    List<byte[]> kept = new ArrayList<>();

    assertThat(fewestBytes(() -> kept.add(new byte[1]), true)).isGreaterThanOrEqualTo(MATCHES);
  }

  private static Condition condition(String operator, String key, String values)
      throws PatternException {
    Operator known = Operator.named(operator).orElseThrow();
    List<ValueTest> tests = new ArrayList<>();
    for (String value : values.split("\\|")) {
      tests.add(known.comparison().compile(value, VARIABLES));
    }
    return new Condition(known, key, tests);
  }

  static void allocatesNothing(BooleanSupplier match, boolean expected) {
    assertThat(fewestBytes(match, expected)).isZero();
  }

  /** In the best of some rounds, because what runs first also links and compiles. */
  private static long fewestBytes(BooleanSupplier match, boolean expected) {
    long fewest = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && fewest > 0; round++) {
      int asExpected = 0;
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < MATCHES; i++) {
        asExpected += match.getAsBoolean() == expected ? 1 : 0;
      }
      fewest = Math.min(fewest, THREADS.getCurrentThreadAllocatedBytes() - before);
      assertThat(asExpected).isEqualTo(MATCHES);
    }
    return fewest;
  }
}
