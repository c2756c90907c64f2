package dev.rolecall.operator.admission.power;

import static dev.rolecall.operator.fakes.Reviews.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rolecall.directory.Account;
import dev.rolecall.kube.resource.PodWays;
import dev.rolecall.operator.access.Requester;
import dev.rolecall.operator.admission.AdmissionAnswer;
import dev.rolecall.operator.admission.AdmissionAnswer.Allowed;
import dev.rolecall.operator.admission.AdmissionAnswer.Refused;
import dev.rolecall.operator.admission.AdmissionRequest;
import dev.rolecall.operator.fakes.Resources;
import dev.rolecall.operator.fakes.Reviews;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PowerAdmissionTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PLAIN = "{\"containers\":[{\"name\":\"a\"}]}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "privileged     | {'containers':[{},{'securityContext':{'privileged':true}}]}",
        "privileged     | {'initContainers':[{'securityContext':{'privileged':true}}]}",
        "privileged     | {'ephemeralContainers':[{'securityContext':{'privileged':true}}]}",
        "privileged     | {'containers':[{'securityContext':{'procMount':'Unmasked'}}]}",
        "privileged     | {'hostUsers':true,'containers':[{'securityContext':{'procMount':'Unmasked'}}]}",
        "privileged     | {'securityContext':{'windowsOptions':{'hostProcess':true}}}",
        "privileged     | {'containers':[{'securityContext':{'windowsOptions':{'hostProcess':true}}}]}",
        "hostPath       | {'volumes':[{'emptyDir':{}},{'hostPath':{'path':'/var/lib/kubelet'}}]}",
        "hostPath       | {'volumes':[{'hostPath':{}}]}",
        "hostPath       | {'volumes':[{'gitRepo':{'repository':'/srv/neighbour'}}]}",
        "hostNamespaces | {'hostPID':true}",
        "hostNamespaces | {'hostIPC':true}",
        "hostNetwork    | {'hostNetwork':true}",
      })
  void refusesWhatOnlyItsOwnFieldAllows(String field, String spec) {
    JsonNode pod = pod(spec);
    assertThat(refusal(create(pod, ways -> {})))
        .contains("spec.pods." + field + " of Account 'account-111111111111'");
    assertThat(create(pod, all(true))).isEqualTo(new Allowed(List.of()));
    assertThat(create(pod, one(field, true))).isEqualTo(new Allowed(List.of()));
    assertThat(create(pod, all(true).andThen(one(field, false)))).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SYS_ADMIN", "sys_admin", "CAP_SYS_ADMIN", "Cap_Sys_Admin", "ALL", "all", "SYS_MODULE",
        "SYS_RAWIO", "SYS_BOOT", "SYS_TIME", "DAC_READ_SEARCH", "BPF", "PERFMON", " SYS_ADMIN "
      })
  void refusesCapabilitiesThatOpenTheNode(String capability) {
    assertThat(refusal(create(adding(capability, ""), ways -> {})))
        .contains("spec.containers[0].securityContext.capabilities.add[1] is '" + capability)
        .contains("spec.pods.privileged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NET_ADMIN", "NET_RAW", "CHOWN", "SYS_PTRACE", "NET_BIND_SERVICE"})
  void admitsCapabilitiesThatStayWithinThePod(String capability) {
    assertThat(create(adding(capability, ""), ways -> {})).isEqualTo(new Allowed(List.of()));
  }

  @Test
  void refusesTracingWhereItReachesNeighbours() {
    assertThat(
            refusal(create(adding("SYS_PTRACE", "'hostPID':true,"), one("hostNamespaces", true))))
        .contains("SYS_PTRACE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'containers':[{'securityContext':{'privileged':false,'procMount':'Default'}}]}",
        "{'hostNetwork':false,'hostPID':false,'hostIPC':false,'shareProcessNamespace':true}",
        "{'hostUsers':false,'containers':[{'securityContext':{'procMount':'Unmasked'}}]}",
        "{'volumes':[{'emptyDir':{}},{'secret':{}},{'persistentVolumeClaim':{'claimName':'a'}},"
            + "{'projected':{'sources':[{'serviceAccountToken':{'audience':'x'}}]}}]}",
        "{'securityContext':{'seccompProfile':{'type':'Unconfined'}}}",
      })
  void admitsWhatOpensNothing(String spec) {
    assertThat(create(pod(spec), ways -> {})).isEqualTo(new Allowed(List.of()));
  }

  @Test
  void tellsEveryFieldAtOnceUpToABound() {
    String several = "{'hostPID':true,'volumes':[{'hostPath':{'path':'/'}}]}";
    assertThat(refusal(create(pod(several), ways -> {})))
        .contains("spec.hostPID is true", "spec.volumes[0].hostPath is '/'")
        .contains("set spec.pods.hostNamespaces, spec.pods.hostPath of Account");
    String flood = "{'volumes':[" + "{'hostPath':{'path':'/'}},".repeat(2000) + "{}]}";
    assertThat(refusal(create(pod(flood), ways -> {})))
        .contains("and 1994 more")
        .hasSizeLessThan(1500);
  }

  @Test
  void holdsNothingAgainstAPodThatWasThereBefore() {
    JsonNode privileged = pod("{'containers':[{'securityContext':{'privileged':true}}]}");
    assertThat(update(privileged, privileged)).isEqualTo(new Allowed(List.of()));
  }

  @Test
  void refusesContainersThatAreAddedToAPodThatRuns() {
    String added =
        "{'containers':[{'name':'a'}],'ephemeralContainers':"
            + "[{'name':'debugger','securityContext':{'privileged':true}}]}";
    assertThat(refusal(update(pod(added), pod(PLAIN))))
        .contains("spec.ephemeralContainers[name=debugger]");
    assertThat(update(pod(added), pod(added))).isEqualTo(new Allowed(List.of()));
  }

  @Test
  void refusesContainersThatComeInAnotherKind() {
    AdmissionRequest request =
        new AdmissionRequest(
            "uid",
            "EphemeralContainers",
            "ephemeralcontainers",
            "team",
            "UPDATE",
            pod("{}"),
            pod("{}"),
            Reviews.ALICE);
    assertThat(refusal(Reviews.answer(admission(all(true)), request))).contains("too old");
  }

  /** A replica that has not heard of the Account yet opens nothing. */
  @Test
  void allowsNothingWhereTheAccountIsNotKnown() {
    PowerAdmission nobodys = new PowerAdmission(namespace -> Optional.empty());
    assertThat(refusal(Reviews.answer(nobodys, Reviews.create(pod("{'hostPID':true}")))))
        .contains("is not known yet");
    assertThat(Reviews.answer(nobodys, Reviews.create(pod(PLAIN)))).isInstanceOf(Allowed.class);
  }

  /** Nobody escapes by what others look at: a mirror's annotation, labels that skip injection. */
  @Test
  void looksAtNoAnnotationAndNoLabel() throws IOException {
    JsonNode pod =
        JSON.readTree(
            """
            {"metadata": {"annotations": {"kubernetes.io/config.mirror": "x"},
              "labels": {"rolecall.dev/skip": "true",
                "eks.amazonaws.com/skip-pod-identity-webhook": "true"}},
             "spec": {"nodeName": "a", "hostPID": true}}
            """);
    assertThat(create(pod, ways -> {})).isInstanceOf(Refused.class);
    Requester kubelet = new Requester("system:node:a", "", List.of("system:nodes"), Map.of());
    assertThat(
            Reviews.answer(
                admission(ways -> {}),
                Reviews.by(kubelet, "CREATE", pod, MissingNode.getInstance())))
        .isInstanceOf(Allowed.class);
  }

  private static AdmissionAnswer create(JsonNode pod, Consumer<PodWays> allowed) {
    return Reviews.answer(admission(allowed), Reviews.create(pod));
  }

  private static AdmissionAnswer update(JsonNode pod, JsonNode before) {
    return Reviews.answer(admission(ways -> {}), Reviews.update(pod, before));
  }

  private static PowerAdmission admission(Consumer<PodWays> allowed) {
    dev.rolecall.kube.resource.Account account = Resources.account("111111111111", "team");
    PodWays ways = new PodWays();
    allowed.accept(ways);
    account.getSpec().setPods(ways);
    Optional<Account> owner = Resources.state(account).catalog().accountOf("team");
    return new PowerAdmission(namespace -> owner);
  }

  private static Consumer<PodWays> all(boolean value) {
    return one("privileged", value)
        .andThen(one("hostPath", value))
        .andThen(one("hostNamespaces", value))
        .andThen(one("hostNetwork", value));
  }

  private static Consumer<PodWays> one(String field, boolean value) {
    return ways -> {
      switch (field) {
        case "privileged" -> ways.setPrivileged(value);
        case "hostPath" -> ways.setHostPath(value);
        case "hostNamespaces" -> ways.setHostNamespaces(value);
        default -> ways.setHostNetwork(value);
      }
    };
  }

  private static JsonNode adding(String capability, String more) {
    return pod(
        "{%s'containers':[{'securityContext':{'capabilities':{'add':['CHOWN','%s']}}}]}"
            .formatted(more, capability));
  }

  /** Of a spec with single quotes. */
  private static JsonNode pod(String spec) {
    try {
      return JSON.readTree("{\"spec\":" + spec.replace('\'', '"') + "}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
