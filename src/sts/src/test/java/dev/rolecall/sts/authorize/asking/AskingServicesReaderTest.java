package dev.rolecall.sts.authorize.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.identity.ServiceAccountRef;
import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.sts.authorize.fields.FieldException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskingServicesReaderTest {
  private static final String RIGHT =
      """
      services:
        - name: store
          serviceAccounts: [platform/store]
          certificates: ["dns:store.platform.svc", "uri:spiffe://rolecall/store"]
          may:
            - actions: ["s3:*"]
              resources: ["arn:aws:s3:::acme-*"]
              accounts: ["111111111111"]
          cacheFor: 60
      """;

  @Test
  void readsAService() throws Exception {
    assertThat(read(RIGHT).all())
        .containsExactly(
            new AskingService(
                "store",
                Set.of(new ServiceAccountRef("platform", "store")),
                Set.of("dns:store.platform.svc", "uri:spiffe://rolecall/store"),
                List.of(
                    new Grant(
                        List.of("s3:*"), List.of("arn:aws:s3:::acme-*"), List.of("111111111111"))),
                Duration.ofSeconds(60),
                Optional.empty()));
  }

  @Test
  void keepsNothingUnlessToldTo() throws Exception {
    assertThat(read(RIGHT.replace("    cacheFor: 60\n", "")).all())
        .singleElement()
        .satisfies(service -> assertThat(service.cacheFor()).isZero());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "name: store|name: Store|services[0].name (line 2, column 11) must be 1 to 63 lower-case",
        "platform/store|store|services[0].serviceAccounts (line 3, column 22) has 'store', which",
        "dns:store.platform.svc|dns:*.svc|services[0].certificates (line 4, column 19) has 'dns:*",
        "dns:store.platform.svc|store|write dns:<name in lower case> or uri:<URI>",
        "actions|action|services[0].may[0].action (line 6, column 9) is not known",
        "[\"s3:*\"]|[]|services[0].may[0].actions (line 6, column 18) is empty; name at least one",
        "111111111111|1111|services[0].may[0].accounts (line 8, column 19) has '1111'; write",
        "cacheFor: 60|cacheFor: 301|services[0].cacheFor (line 9, column 15) must be a number of"
            + " seconds, 0 to 300",
        "cacheFor: 60|cacheFor: 0.5|must be a number of seconds, 0 to 300",
        "cacheFor: 60|cacheFor: -1|must be a number of seconds, 0 to 300",
        "services:|servers:|servers (line 1, column 1) is not known",
        "services:|services: {|the file (line",
      })
  void saysWhereAndWhyAndTheWayOut(String part, String instead, String message) {
    assertThatThrownBy(() -> read(RIGHT.replace(part, instead)))
        .isInstanceOf(FieldException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"name: store", "platform/store", "dns:store.platform.svc"})
  void refusesWhatTwoServicesClaim(String claimed) {
    String second =
        RIGHT
            .replace("services:\n", "")
            .replace("name: store", "name: other")
            .replace("platform/store", "platform/other")
            .replace("dns:store.platform.svc", "dns:other")
            .replace("uri:spiffe://rolecall/store", "uri:other");
    String clash =
        switch (claimed) {
          case "name: store" -> second.replace("name: other", claimed);
          case "platform/store" -> second.replace("platform/other", claimed);
          default -> second.replace("dns:other", claimed);
        };

    assertThatThrownBy(() -> read(RIGHT + clash))
        .hasMessageContaining("services[1]")
        .hasMessageContaining("which was given before");
  }

  @Test
  void refusesAServiceThatNobodyIs() {
    assertThatThrownBy(() -> read(RIGHT.replaceAll("    (serviceAccounts|certificates): .*\n", "")))
        .hasMessageContaining("is of a service that nobody is");
  }

  private static AskingServices read(String text) throws FieldException {
    return AskingServicesReader.read(text, PolicyQuotas.AWS_DEFAULTS);
  }
}
