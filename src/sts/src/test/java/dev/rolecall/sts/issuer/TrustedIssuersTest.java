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
import dev.rolecall.identity.Audience;
import dev.rolecall.identity.Audiences;
import dev.rolecall.token.KeyFetching;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrustedIssuersTest {
  private static final AccountId ACCOUNT = new AccountId("111111111111");
  private static final String CLUSTER = "https://cluster.example.com";
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

  @Test
  void takesEachAudienceOnItsOwnWayAlone() throws Exception {
    TrustedIssuers issuers = issuers(new InMemoryResources(), Optional.empty());

    assertThat(issuers.webIdentity(Optional.of(ACCOUNT)).apply(CLUSTER).orElseThrow().audiences())
        .containsExactlyInAnyOrder("sts.amazonaws.com", "sts.acme.test");
    assertThat(audiences(issuers, Audience.CONTAINER_CREDENTIALS))
        .containsExactly("pods.acme.test");
    assertThat(audiences(issuers, Audience.AGENT)).containsExactly("agent.rolecall.dev");
    assertThat(audiences(issuers, Audience.AUTHORIZE)).containsExactly("authorize.rolecall.dev");
  }

  @Test
  void takesNoAudienceOfAnotherWayThatAProviderListsAsAClient() throws Exception {
    InMemoryResources resources =
        new InMemoryResources()
            .add(provider("https://ci.example.com", "pods.acme.test", "agent.rolecall.dev", "ci"));

    assertThat(
            issuers(resources, Optional.empty())
                .webIdentity(Optional.of(ACCOUNT))
                .apply("https://ci.example.com")
                .orElseThrow()
                .audiences())
        .containsExactly("ci");
  }

  private static Set<String> audiences(TrustedIssuers issuers, Audience way) {
    return issuers.cluster(way).apply(CLUSTER).orElseThrow().audiences();
  }

  private static TrustedIssuers issuers(InMemoryResources resources, Optional<String> own)
      throws JOSEException {
    return new TrustedIssuers(
        resources,
        EmbeddedIssuer.of(
            CLUSTER, new ECKeyGenerator(Curve.P_256).keyID("key-1").generate().toJSONString()),
        Audiences.of(List.of("pods.acme.test"), List.of("sts.amazonaws.com", "sts.acme.test")),
        own,
        new ProviderKeys(
            KeyFetching.limited(new FakeDocuments(), MovableClock.at("2026-03-01T12:00:00Z"))));
  }

  private static Provider provider(String url) {
    return provider(url, "sts.amazonaws.com");
  }

  private static Provider provider(String url, String... clientIds) {
    return new Provider(
        ACCOUNT, URI.create(url), Set.of(clientIds), new Provider.Keys.Inline("{\"keys\":[]}"));
  }
}
