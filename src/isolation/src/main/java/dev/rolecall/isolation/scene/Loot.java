package dev.rolecall.isolation.scene;

import dev.rolecall.identity.AccessKeyId;
import dev.rolecall.isolation.cluster.Pod;
import dev.rolecall.isolation.fake.FakeImds;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whose credentials are in an answer. */
public final class Loot {
  private static final Pattern KEY = Pattern.compile("ASIA[A-Z2-7]{16}");
  private static final String NODE = "the node's";

  private Loot() {}

  /** Of anybody. */
  public static Optional<String> in(String answer) {
    return owners(answer).findFirst();
  }

  /** Of anybody but this pod. */
  public static Optional<String> foreignTo(Pod pod, String answer) {
    return owners(answer).filter(owner -> !owner.equals(of(pod))).findFirst();
  }

  /** Whether the pod's own credentials are in it, and no others. */
  public static boolean isOnlyOf(Pod pod, String answer) {
    return in(answer).isPresent() && foreignTo(pod, answer).isEmpty();
  }

  private static Stream<String> owners(String answer) {
    if (answer.contains(FakeImds.LOOT)) {
      return Stream.of(NODE);
    }
    Matcher keys = KEY.matcher(answer);
    return keys.results().map(found -> "account " + new AccessKeyId(found.group()).account());
  }

  private static String of(Pod pod) {
    return "account " + pod.account();
  }
}
