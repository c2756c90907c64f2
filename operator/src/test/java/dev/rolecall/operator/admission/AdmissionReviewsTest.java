package dev.rolecall.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rolecall.operator.admission.AdmissionAnswer.Refusal;
import dev.rolecall.operator.fakes.Reviews;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AdmissionReviewsTest {
  /** It repeats what a manifest says, and a terminal shows it, or an Event of a controller. */
  @Test
  void saysWhyInOnePlainLine() throws Exception {
    AdmissionRequest request =
        Reviews.request("CREATE", JsonNodeFactory.instance.objectNode(), MissingNode.getInstance());
    AdmissionAnswer refused =
        new AdmissionAnswer.Refused(Refusal.INVALID, "a\nb\u001b[2Jc\u202ed\u009be");
    String review =
        AdmissionReviews.answer(one -> CompletableFuture.completedFuture(refused), request)
            .toCompletableFuture()
            .join();
    assertThat(new ObjectMapper().readTree(review).at("/response/status/message").asText())
        .isEqualTo("a b [2Jc d e");
  }
}
