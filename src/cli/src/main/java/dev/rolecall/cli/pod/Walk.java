package dev.rolecall.cli.pod;

import dev.rolecall.cli.live.PodView;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The way of a pod's credentials, from its beginning.
 *
 * @param pod {@code namespace/name}
 */
public record Walk(String pod, List<Step> steps) {
  /** In the order of the way: the first that is wrong is what to mend first. */
  private static final List<Function<Scene, Step>> WAY =
      List.of(
          PodCheck::look,
          AccountCheck::look,
          InjectionCheck::look,
          NamingCheck::look,
          RoleCheck::look,
          TrustCheck::look,
          TargetCheck::look,
          SessionCheck::look,
          NodeCheck::look);

  public Walk {
    steps = List.copyOf(steps);
  }

  public static Walk of(PodView view, Clock clock) {
    Scene scene = Scene.of(view, clock);
    return new Walk(
        scene.workload().pod().namespace() + "/" + scene.workload().pod().name(),
        WAY.stream().map(check -> check.apply(scene)).toList());
  }

  /** The first thing that is wrong, if any is. */
  Optional<Finding.Wrong> first() {
    return steps.stream().flatMap(step -> step.wrong().stream()).findFirst();
  }

  /** Whether nothing that could be seen is wrong. */
  public boolean isFine() {
    return first().isEmpty();
  }

  boolean isWholeSeen() {
    return steps.stream().noneMatch(Step::isUnseen);
  }

  /** As people read it. */
  public String text() {
    return WalkText.of(this);
  }

  /** As programs read it. */
  public String json() {
    return WalkJson.of(this);
  }
}
