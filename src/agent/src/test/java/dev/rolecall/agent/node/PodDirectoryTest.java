package dev.rolecall.agent.node;

import static dev.rolecall.agent.node.NodePodSamples.address;
import static dev.rolecall.agent.node.NodePodSamples.pod;
import static dev.rolecall.agent.node.NodePodSamples.shaped;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PodDirectoryTest {
  private static final NodeFacts NODE =
      new NodeFacts(
          "n",
          "u",
          "c",
          "r",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private final PodDirectory pods = new PodDirectory();
  private final List<String> seen = new ArrayList<>();

  @BeforeEach
  void observe() {
    pods.onPod(pod -> seen.add("+" + pod.pod().name()));
    pods.onGone(uid -> seen.add("-" + uid));
  }

  @Test
  void knowsPodsByUidAndAddress() {
    NodePod pod = pod("a", "10.0.0.1", "fd00::1");
    pods.tell(pod);

    assertThat(pods.find("a-uid")).contains(pod);
    assertThat(pods.at(address("fd00::1"))).containsExactly(pod);
    assertThat(pods.at(address("10.0.0.2"))).isEmpty();
  }

  @Test
  void knowsSeveralOfAnAddressWhileEventsAreLate() {
    pods.tell(pod("a", "10.0.0.1"));
    pods.tell(pod("b", "10.0.0.1"));
    assertThat(pods.at(address("10.0.0.1"))).hasSize(2);

    pods.gone("a-uid");

    assertThat(pods.at(address("10.0.0.1"))).containsExactly(pod("b", "10.0.0.1"));
  }

  @Test
  void forgetsTheAddressThatAPodHadBefore() {
    pods.tell(pod("a", "10.0.0.1"));
    pods.tell(pod("a", "10.0.0.2"));

    assertThat(pods.at(address("10.0.0.1"))).isEmpty();
    assertThat(pods.at(address("10.0.0.2"))).hasSize(1);
  }

  @Test
  void saysWhatIsNewOrHasChangedAndWhatWent() {
    NodePod pod = pod("a", "10.0.0.1");
    pods.tell(pod);
    pods.tell(pod("a", "10.0.0.1"));
    pods.tell(shaped(pod, "2"));
    pods.gone("a-uid");

    assertThat(seen).containsExactly("+a", "+a", "-a-uid");
  }

  @Test
  void forgetsWhatTheNextTellingDoesNotName() {
    pods.tell(pod("a", "10.0.0.1"));
    pods.tell(pod("b", "10.0.0.2"));
    pods.begin();
    pods.tell(pod("b", "10.0.0.2"));
    assertThat(pods.all()).as("as long as the telling is not over").hasSize(2);

    pods.complete();

    assertThat(pods.find("a-uid")).isEmpty();
    assertThat(pods.isGone("a-uid")).isTrue();
    assertThat(pods.find("b-uid")).isPresent();
  }

  @Test
  void keepsWhatItKnowsWhereATellingBreaksOff() {
    pods.tell(pod("a", "10.0.0.1"));
    pods.begin();
    pods.begin();

    assertThat(pods.find("a-uid")).isPresent();
  }

  @Test
  void knowsTheNodeWhenTheWholeWasTold() {
    pods.begin();
    pods.tell(NODE);
    assertThat(pods.node()).isEmpty();

    pods.complete();

    assertThat(pods.node()).contains(NODE);
  }

  @Test
  void holdsNoMorePodsThanANodeHas() {
    for (int i = 0; i < PodDirectory.MOST_PODS; i++) {
      assertThat(pods.tell(pod("p" + i))).isTrue();
    }

    assertThat(pods.tell(pod("more"))).isFalse();
    assertThat(pods.tell(pod("p1", "10.0.0.1"))).as("one that is known").isTrue();
  }
}
