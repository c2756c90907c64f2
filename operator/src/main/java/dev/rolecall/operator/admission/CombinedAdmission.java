package dev.rolecall.operator.admission;

import dev.rolecall.operator.admission.AdmissionAnswer.Refusal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Several that change nothing, each of which may refuse. All are asked, so that a manifest's author
 * is told everything at once.
 */
public final class CombinedAdmission implements Admission {
  private final List<Admission> parts;

  /**
   * @param parts none of which answers with a patch
   */
  public CombinedAdmission(List<Admission> parts) {
    this.parts = List.copyOf(parts);
  }

  @Override
  public CompletionStage<AdmissionAnswer> review(AdmissionRequest request) {
    CompletionStage<AdmissionAnswer> all =
        CompletableFuture.completedFuture(new AdmissionAnswer.Allowed(List.of()));
    for (Admission part : parts) {
      all = all.thenCombine(part.review(request), CombinedAdmission::both);
    }
    return all;
  }

  private static AdmissionAnswer both(AdmissionAnswer one, AdmissionAnswer other) {
    if (one instanceof AdmissionAnswer.Refused(var kind, var message)) {
      return other instanceof AdmissionAnswer.Refused(var otherKind, var otherMessage)
          ? new AdmissionAnswer.Refused(lasting(kind, otherKind), message + "; " + otherMessage)
          : one;
    }
    if (other instanceof AdmissionAnswer.Refused refused) {
      return refused;
    }
    return new AdmissionAnswer.Allowed(
        Stream.concat(warnings(one).stream(), warnings(other).stream()).toList());
  }

  /** A retry helps only where it helps with both. */
  private static Refusal lasting(Refusal one, Refusal other) {
    return one == Refusal.UNAVAILABLE ? other : one;
  }

  private static List<String> warnings(AdmissionAnswer answer) {
    return switch (answer) {
      case AdmissionAnswer.Allowed(var warnings) -> warnings;
      case AdmissionAnswer.Patched patched ->
          throw new IllegalStateException("one that may only refuse would change the object");
      case AdmissionAnswer.Refused refused -> List.of();
    };
  }
}
