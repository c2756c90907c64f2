package dev.rolecall.sts.authorize.asking;

import dev.rolecall.identity.ServiceAccountRef;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All services that may ask. */
public record AskingServices(List<AskingService> all) {
  /** Nobody. */
  public static final AskingServices NONE = new AskingServices(List.of());

  public AskingServices {
    all = List.copyOf(all);
  }

  public Optional<AskingService> find(ServiceAccountRef account) {
    return all.stream().filter(service -> service.serviceAccounts().contains(account)).findFirst();
  }

  /** The service that a verified certificate's names are of; none where they are of several. */
  public Optional<AskingService> find(X509Certificate certificate) {
    Set<String> names = CertificateNames.of(certificate);
    List<AskingService> meant =
        all.stream()
            .filter(service -> service.certificates().stream().anyMatch(names::contains))
            .toList();
    return meant.size() == 1 ? Optional.of(meant.getFirst()) : Optional.empty();
  }

  /** Whether certificates count at all. */
  public boolean knowsCertificates() {
    return all.stream().anyMatch(service -> !service.certificates().isEmpty());
  }
}
