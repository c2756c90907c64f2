package dev.rolecall.operator.admission.task;

import static dev.rolecall.operator.fakes.Reviews.refusal;
import static dev.rolecall.operator.fakes.Reviews.warnings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.operator.access.AccessReviews;
import dev.rolecall.operator.access.Requester;
import dev.rolecall.operator.admission.Admission;
import dev.rolecall.operator.admission.AdmissionAnswer;
import dev.rolecall.operator.admission.AdmissionAnswer.Refusal;
import dev.rolecall.operator.admission.AdmissionAnswer.Refused;
import dev.rolecall.operator.admission.AdmissionRequest;
import dev.rolecall.operator.fakes.Reviews;
import dev.rolecall.operator.task.Plan;
import dev.rolecall.operator.task.Plan.Outcome;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskAdmissionTest {
  private static final AdmissionAnswer NOTHING = new AdmissionAnswer.Allowed(List.of());
  private static final Requester OPERATOR =
      Requester.ofServiceAccount(new ServiceAccountRef("rolecall-system", "rolecall-operator"));

  private final Set<String> mayMakePods = new HashSet<>(Set.of("alice"));
  private final Set<String> refused = new HashSet<>();
  private final List<AdmissionRequest> pods = new ArrayList<>();
  private final AccessReviews access = new AccessReviews(this::answer, System::nanoTime);
  private Optional<Plan> plan = Optional.of(plan(new Outcome.Possible(new PodBuilder().build())));
  private Optional<String> namesake = Optional.empty();
  private final TaskAdmission admission =
      new TaskAdmission(access, OPERATOR, task -> plan, definition -> namesake, this::podRules);

  @AfterEach
  void close() {
    access.close();
  }

  @Test
  void asksTheRulesOfPodsAboutThePodOfItsAuthorAndOfTheOperator() {
    assertThat(create(task())).isEqualTo(NOTHING);
    assertThat(pods)
        .extracting(AdmissionRequest::kind, request -> request.requester().name())
        .containsExactly(tuple("Pod", "alice"), tuple("Pod", OPERATOR.name()));
  }

  @Test
  void refusesWhoMayNotMakePods() {
    mayMakePods.clear();
    assertThat(refusal(create(task()))).contains("alice may not create pods in namespace 'team'");
    assertThat(pods).isEmpty();
  }

  @Test
  void refusesWhatWouldBeRefusedOfThePod() {
    refused.add("alice");
    assertThat(refusal(create(task()))).isEqualTo("the task's pod would be refused: not alice");
  }

  /** The grant of a role's use to the author is none to who makes the pod. */
  @Test
  void warnsWhereOnlyItsAuthorMayWhatItsPodNeeds() {
    refused.add(OPERATOR.name());
    assertThat(warnings(create(task())))
        .singleElement()
        .asString()
        .startsWith("the task waits, for the operator makes its pod: not " + OPERATOR.name())
        .endsWith("grant it to the task's service account");
  }

  @Test
  void warnsOfWhatATaskWaitsFor() {
    plan = Optional.of(plan(new Outcome.Waiting("TaskDefinitionNotFound", "there is none")));
    assertThat(warnings(create(task()))).containsExactly("the task waits: there is none");
  }

  @Test
  void refusesForNowWhatItDoesNotKnowYet() {
    plan = Optional.empty();
    assertThat(((Refused) create(task())).refusal()).isEqualTo(Refusal.UNAVAILABLE);
  }

  @Test
  void refusesARevisionThatIsThereAndAnyOtherSpecOfOne() {
    JsonNode definition = object("TaskDefinition", "{\"family\": \"web\", \"revision\": 1}");
    assertThat(create(definition)).isEqualTo(NOTHING);
    namesake = Optional.of("web-1");
    assertThat(refusal(create(definition))).contains("'web-1' is web:1 already");
    JsonNode other = object("TaskDefinition", "{\"family\": \"web\", \"revision\": 2}");
    assertThat(refusal(Reviews.answer(admission, Reviews.update(other, definition))))
        .contains("a revision never changes");
    assertThat(Reviews.answer(admission, Reviews.update(definition, definition)))
        .isEqualTo(NOTHING);
  }

  @Test
  void refusesEveryOtherChangeOfATaskThanThatItStops() {
    JsonNode stopped =
        object("Task", "{\"taskDefinition\": \"web\", \"desiredStatus\": \"STOPPED\"}");
    assertThat(Reviews.answer(admission, Reviews.update(stopped, task()))).isEqualTo(NOTHING);
    assertThat(refusal(Reviews.answer(admission, Reviews.update(task(), stopped))))
        .contains("does not run again");
    JsonNode other = object("Task", "{\"taskDefinition\": \"other\"}");
    assertThat(refusal(Reviews.answer(admission, Reviews.update(other, task()))))
        .contains("a Task never changes");
  }

  @Test
  void refusesNewTasksAloneWhereNoneAreRun() {
    Admission none = new NoTasks(admission);
    assertThat(refusal(Reviews.answer(none, Reviews.create(task()))))
        .startsWith("this cluster runs no Tasks");
    JsonNode other = object("Task", "{\"taskDefinition\": \"other\"}");
    assertThat(refusal(Reviews.answer(none, Reviews.update(other, task()))))
        .contains("a Task never changes");
    assertThat(
            Reviews.answer(
                none,
                Reviews.create(object("TaskDefinition", "{\"family\": \"web\", \"revision\": 1}"))))
        .isEqualTo(NOTHING);
  }

  private AdmissionAnswer create(JsonNode object) {
    return Reviews.answer(admission, Reviews.create(object));
  }

  private CompletionStage<AdmissionAnswer> podRules(AdmissionRequest request) {
    pods.add(request);
    String who = request.requester().name();
    return CompletableFuture.completedFuture(
        refused.contains(who) ? new Refused(Refusal.FORBIDDEN, "not " + who) : NOTHING);
  }

  private SubjectAccessReview answer(SubjectAccessReview review) {
    return new SubjectAccessReviewBuilder(review)
        .withNewStatus()
        .withAllowed(mayMakePods.contains(review.getSpec().getUser()))
        .endStatus()
        .build();
  }

  private static Plan plan(Outcome outcome) {
    return new Plan(Optional.empty(), Optional.empty(), List.of(), Optional.empty(), outcome);
  }

  private static JsonNode task() {
    return object("Task", "{\"taskDefinition\": \"web\"}");
  }

  private static JsonNode object(String kind, String spec) {
    try {
      return new ObjectMapper()
          .readTree(
              "{\"apiVersion\": \"rolecall.dev/v1alpha1\", \"kind\": \"%s\", \"metadata\": {\"name\": \"run\", \"namespace\": \"team\"}, \"spec\": %s}"
                  .formatted(kind, spec));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
