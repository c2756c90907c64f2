package dev.rolecall.operator.injection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.operator.injection.plan.AgentEndpoint;
import dev.rolecall.operator.injection.plan.ServerFeatures;
import io.fabric8.zjsonpatch.JsonPatch;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds for the injection of any pod. */
class PodMutatorProperties {
  private static final List<String> LISTS = List.of("initContainers", "containers");

  /** What may be longer than it was: the agent's address is added to the exemptions of proxies. */
  private static final Set<String> EXEMPTIONS = Set.of("NO_PROXY", "no_proxy");

  private final CredentialsIds ids = CredentialsIdsTest.predictable();

  @Property(tries = 2000)
  void changesNothingTheSecondTime(@ForAll long seed, @ForAll boolean nativeSidecars) {
    InjectionRequest request = new GeneratedPods(seed).request();
    JsonNode once = injected(request, nativeSidecars);
    assertThat(mutate(again(request, once), nativeSidecars))
        .isNotInstanceOf(Mutation.Patched.class);
  }

  @Property(tries = 2000)
  void isDoneAfterTheSecondTimeWhateverOthersChangedBetween(
      @ForAll long seed, @ForAll boolean nativeSidecars) {
    GeneratedPods pods = new GeneratedPods(seed);
    InjectionRequest request = pods.request();
    if (mutate(request, nativeSidecars) instanceof Mutation.Refused) {
      return;
    }
    ObjectNode once = injected(request, nativeSidecars);
    pods.change(once);
    Mutation second = mutate(again(request, once), nativeSidecars);
    assertThat(second).isNotInstanceOf(Mutation.Refused.class);
    JsonNode twice = injected(again(request, once), nativeSidecars);
    assertThat(mutate(again(request, twice), nativeSidecars))
        .isInstanceOf(Mutation.Unchanged.class);
    assertKept(once, twice);
    assertNothingTwice(once, twice);
  }

  @Property(tries = 2000)
  void keepsAllThatThePodSaysAndAddsNothingTwice(
      @ForAll long seed, @ForAll boolean nativeSidecars) {
    InjectionRequest request = new GeneratedPods(seed).request();
    JsonNode before = request.pod().deepCopy();
    JsonNode after = injected(request, nativeSidecars);
    assertThat(request.pod()).isEqualTo(before);
    assertKept(before, after);
    assertNothingTwice(before, after);
  }

  private Mutation mutate(InjectionRequest request, boolean nativeSidecars) {
    return new PodMutator(
            InjectionFixtures.settings(
                AgentEndpoint.NODE_IPV4, new ServerFeatures(nativeSidecars, true)),
            () -> "CA PEM",
            ids)
        .mutate(request);
  }

  /** The pod as it is then; as it was where it is refused. */
  private ObjectNode injected(InjectionRequest request, boolean nativeSidecars) {
    return mutate(request, nativeSidecars) instanceof Mutation.Patched patched
        ? (ObjectNode) JsonPatch.apply(patched.patch(), request.pod())
        : request.pod().deepCopy();
  }

  private static InjectionRequest again(InjectionRequest request, JsonNode pod) {
    return new InjectionRequest(pod, request.mode(), request.role(), request.serviceAccount());
  }

  /** Members stay as they are, elements too and in their order; there may be more of both. */
  private static void assertKept(JsonNode before, JsonNode after) {
    if (before.isObject()) {
      before
          .properties()
          .forEach(member -> {
            boolean may = isExemption(before) || isOurs(member.getKey());
            if (!may || !member.getValue().isValueNode()) {
              assertKept(member.getValue(), after.path(member.getKey()));
            }
          });
    } else if (before.isArray()) {
      assertElementsKept(before, after);
    } else if (!before.isNull()) {
      assertThat(after).isEqualTo(before);
    }
  }

  private static void assertElementsKept(JsonNode before, JsonNode after) {
    int at = 0;
    for (JsonNode element : before) {
      while (at < after.size() && !name(after.get(at)).equals(name(element))) {
        at++;
      }
      assertThat(at).as("%s in %s", element, after).isLessThan(after.size());
      assertKept(element, after.get(at++));
    }
  }

  private static String name(JsonNode element) {
    return element.path("name").asText() + element.path("mountPath").asText();
  }

  private static boolean isExemption(JsonNode variable) {
    return EXEMPTIONS.contains(variable.path("name").asText());
  }

  /** An id that is not ours is replaced. */
  private static boolean isOurs(String annotation) {
    return annotation.equals(CredentialsIds.ANNOTATION);
  }

  private static void assertNothingTwice(JsonNode before, JsonNode after) {
    assertUnique(before.path("spec").path("volumes"), after.path("spec").path("volumes"), "name");
    for (String list : LISTS) {
      for (JsonNode container : after.path("spec").path(list)) {
        JsonNode old = named(before.path("spec").path(list), container.path("name").asText());
        assertUnique(old.path("env"), container.path("env"), "name");
        assertUnique(old.path("volumeMounts"), container.path("volumeMounts"), "mountPath");
      }
    }
  }

  private static JsonNode named(JsonNode list, String name) {
    for (JsonNode element : list) {
      if (element.path("name").asText().equals(name)) {
        return element;
      }
    }
    return list.path("none");
  }

  private static void assertUnique(JsonNode before, JsonNode after, String key) {
    Set<String> seen = new HashSet<>();
    int repeated = 0;
    for (JsonNode element : after) {
      String value = element.path(key).asText().replaceAll("/$", "");
      repeated += seen.add(value) ? 0 : 1;
    }
    Set<String> seenBefore = new HashSet<>();
    int repeatedBefore = 0;
    for (JsonNode element : before) {
      repeatedBefore += seenBefore.add(element.path(key).asText().replaceAll("/$", "")) ? 0 : 1;
    }
    assertThat(repeated).as("%s of %s", key, after).isEqualTo(repeatedBefore);
  }
}
