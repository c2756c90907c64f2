package dev.rolecall.operator.admission.observe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.audit.Shorten;
import dev.rolecall.limit.RateLimiter;
import dev.rolecall.operator.admission.Admission;
import dev.rolecall.operator.admission.AdmissionAnswer;
import dev.rolecall.operator.admission.AdmissionRequest;
import dev.rolecall.text.OneLine;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Says what another would have done, in a warning and in the log, and lets everything be: before a
 * migration.
 */
public final class ObservedAdmission implements Admission {
  private static final Logger LOG = Logger.getLogger(ObservedAdmission.class);
  private static final int LONGEST = 300;

  private final Admission admission;
  private final RateLimiter lines;

  /**
   * @param lines how many lines of the log there may be for each namespace: anybody may send
   *     reviews
   */
  public ObservedAdmission(Admission admission, RateLimiter lines) {
    this.admission = admission;
    this.lines = lines;
  }

  @Override
  public CompletionStage<AdmissionAnswer> review(AdmissionRequest request) {
    return admission.review(request).thenApply(answer -> observed(request, answer));
  }

  private AdmissionAnswer observed(AdmissionRequest request, AdmissionAnswer answer) {
    return switch (answer) {
      case AdmissionAnswer.Allowed allowed -> allowed;
      case AdmissionAnswer.Patched(var patch, var warnings) ->
          told(request, warnings, "would change it in %d places".formatted(patch.size()));
      case AdmissionAnswer.Refused(var refusal, var message) ->
          told(request, List.of(), "would refuse it: " + message);
    };
  }

  private AdmissionAnswer told(AdmissionRequest request, List<String> warnings, String what) {
    if (lines.take(request.namespace())) {
      LOG.infof("observe-only: %s: %s", subject(request), plain(what));
    }
    return new AdmissionAnswer.Allowed(
        Stream.concat(Stream.of("observe-only: Rolecall " + what), warnings.stream()).toList());
  }

  private static String subject(AdmissionRequest request) {
    JsonNode metadata = request.object().path("metadata");
    String name = metadata.path("name").asText(metadata.path("generateName").asText());
    return plain(
        "%s %s/%s (%s)".formatted(request.kind(), request.namespace(), name, request.operation()));
  }

  /** One line, whatever somebody sent. */
  private static String plain(String text) {
    return OneLine.of(Shorten.text(text, LONGEST));
  }
}
