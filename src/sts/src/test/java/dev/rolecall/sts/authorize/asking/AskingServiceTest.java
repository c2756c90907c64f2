package dev.rolecall.sts.authorize.asking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.identity.AccountId;
import dev.rolecall.sts.authorize.mapping.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskingServiceTest {
  private static final AskingService STORE =
      new AskingService(
          "store",
          Set.of(),
          Set.of("dns:store"),
          List.of(
              new Grant(
                  List.of("s3:Get*", "S3:put?bject"),
                  List.of("arn:aws:s3:::acme-*"),
                  List.of("111111111111")),
              new Grant(
                  List.of("s3:*"), List.of("arn:aws:s3:::open"), List.of("222222222222", "*"))),
          Duration.ofSeconds(60),
          Optional.empty());

  @ParameterizedTest
  @CsvSource({
    "s3:GetObject, arn:aws:s3:::acme-a/k, 111111111111, true",
    "S3:getobject, arn:aws:s3:::acme-a/k, 111111111111, true",
    "s3:PutObject, arn:aws:s3:::acme-a/k, 111111111111, true",
    "s3:GetObject, arn:aws:s3:::ACME-a/k, 111111111111, false",
    "s3:GetObject, arn:aws:s3:::globex-a/acme-, 111111111111, false",
    "s3:GetObject, arn:aws:s3:::acme-a/k, 222222222222, false",
    "s3:DeleteObject, arn:aws:s3:::acme-a/k, 111111111111, false",
    "sqs:GetObject, arn:aws:s3:::acme-a/k, 111111111111, false",
    // One entry's action does not go with another's resource.
    "s3:DeleteBucket, arn:aws:s3:::acme-a, 222222222222, false",
    "s3:DeleteBucket, arn:aws:s3:::open, 333333333333, true",
  })
  void mayAskAboutWhatOneEntryCoversInAllThree(
      String action, String resource, String account, boolean may) {
    Operation operation = new Operation(action, resource, new AccountId(account), null, Map.of());

    assertThat(STORE.mayAskAbout(operation)).isEqualTo(may);
  }

  @Test
  void saysWhatItMayNotAskAbout() {
    assertThat(
            STORE.refusal(
                new Operation(
                    "sqs:SendMessage", "q", new AccountId("111111111111"), null, Map.of())))
        .isEqualTo(
            "Service store may not ask about sqs:SendMessage on q of account 111111111111: no"
                + " entry of its 'may' covers it");
  }

  @ParameterizedTest
  @CsvSource({"PT0S, 0", "PT59.999S, 59", "PT1M, 60", "PT1H, 60"})
  void keepsAnswersNoLongerThanItMay(Duration holds, long seconds) {
    assertThat(STORE.cacheSeconds(holds)).isEqualTo(seconds);
  }
}
