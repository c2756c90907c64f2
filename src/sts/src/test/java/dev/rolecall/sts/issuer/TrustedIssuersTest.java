package dev.rolecall.sts.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.rolecall.directory.Provider;
import dev.rolecall.fakes.FakeDocuments;
import dev.rolecall.fakes.InMemoryResources;
import dev.rolecall.fakes.MovableClock;
import dev.rolecall.identity.AccountId;
import dev.rolecall.token.KeyFetching;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrustedIssuersTest {
  private static final AccountId ACCOUNT = new AccountId("111111111111");
  private static final String OWN = "https://sts.example.com/identity";

  @Test
  void neverHearsItsOwnIssuerWhoeverDeclaresIt() throws Exception {
    InMemoryResources resources =
        new InMemoryResources().add(provider(OWN)).add(provider("https://ci.example.com"));

    assertThat(issuers(resources, Optional.of(OWN)).webIdentity(Optional.of(ACCOUNT)).apply(OWN))
        .isEmpty();
    assertThat(issuers(resources, Optional.empty()).webIdentity(Optional.of(ACCOUNT)).apply(OWN))
        .isPresent();
    assertThat(
            issuers(resources, Optional.of(OWN))
                .webIdentity(Optional.of(ACCOUNT))
                .apply("https://ci.example.com"))
        .isPresent();
  }

  private static TrustedIssuers issuers(InMemoryResources resources, Optional<String> own)
      throws JOSEException {
    return new TrustedIssuers(
        resources,
        EmbeddedIssuer.of(
            "https://cluster.example.com",
            new ECKeyGenerator(Curve.P_256).keyID("key-1").generate().toJSONString()),
        own,
        new ProviderKeys(
            KeyFetching.limited(new FakeDocuments(), MovableClock.at("2026-03-01T12:00:00Z"))));
  }

  private static Provider provider(String url) {
    return new Provider(
        ACCOUNT,
        URI.create(url),
        Set.of("sts.amazonaws.com"),
        new Provider.Keys.Inline("{\"keys\":[]}"));
  }
}
