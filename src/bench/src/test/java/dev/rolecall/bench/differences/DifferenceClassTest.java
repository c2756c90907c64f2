package dev.rolecall.bench.differences;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rolecall.bench.differences.Differences.Answers;
import dev.rolecall.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DifferenceClassTest {
  @Test
  void tellsWhyTheAnswersDiffer() throws Exception {
    assertThat(
            classOf(
                "Allowed",
                """
                {"request":{"principal":"arn:aws:iam::111111111111:root","action":"s3:GetObject",
                 "resource":"arn:aws:s3:::b/k"}}
                """))
        .hasValue(DifferenceClass.ROOT_USER);
    assertThat(
            classOf(
                "ImplicitlyDenied",
                """
                {"identityPolicies":[{"Statement":[{"Effect":"Allow","Action":"*",
                   "Resource":"arn:aws:s3:::b/${aws:username}/*"}]}],
                 "request":{"principal":"arn:aws:iam::111111111111:user/bob",
                   "action":"s3:GetObject","resource":"arn:aws:s3:::b/bob/x"}}
                """))
        .hasValue(DifferenceClass.VARIABLES);
  }

  @Test
  void knowsNoReasonWhereNothingIsSpecial() throws Exception {
    assertThat(
            classOf(
                "Allowed",
                """
                {"identityPolicies":[{"Statement":[{"Effect":"Allow","Action":"*",
                   "Resource":"arn:aws:s3:::b/*"}]}],
                 "request":{"principal":"arn:aws:iam::111111111111:user/bob",
                   "action":"s3:GetObject","resource":"arn:aws:s3:::b/x"}}
                """))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(DifferenceClass.class)
  void isExplained(DifferenceClass reason) throws IOException {
    String document = Files.readString(ProjectFiles.root().resolve("docs/policy-differences.md"));

    assertThat(document).contains("`" + reason.word() + "`");
  }

  private static Optional<DifferenceClass> classOf(String ours, String least)
      throws JsonProcessingException {
    return DifferenceClass.of(
        new DifferingCase(new Answers(ours, "else"), new ObjectMapper().readTree(least)));
  }
}
