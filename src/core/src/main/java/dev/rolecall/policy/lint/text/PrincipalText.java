package dev.rolecall.policy.lint.text;

import java.util.List;
import java.util.stream.Stream;

/**
 * One entry of {@code Principal} or {@code NotPrincipal}.
 *
 * @param kind {@code AWS}, {@code Service}, {@code Federated}; {@code AWS} for a mere {@code *}
 */
public record PrincipalText(Element element, String kind, String text) {
  private static final String ANYONE = "*";

  static List<PrincipalText> of(Element principals) {
    if (principals.text().isPresent()) {
      return Entry.of(principals).stream().map(entry -> of("AWS", entry)).toList();
    }
    return principals.members().stream().flatMap(PrincipalText::ofKind).toList();
  }

  private static Stream<PrincipalText> ofKind(Element kind) {
    return Entry.of(kind).stream().map(entry -> of(kind.name(), entry));
  }

  private static PrincipalText of(String kind, Entry entry) {
    return new PrincipalText(entry.element(), kind, entry.text());
  }

  public boolean isAnyone() {
    return kind.equals("AWS") && text.equals(ANYONE);
  }

  public boolean isService() {
    return kind.equals("Service");
  }

  public boolean isFederated() {
    return kind.equals("Federated");
  }
}
