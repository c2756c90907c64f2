package dev.rolecall.sts.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.policy.RequestContext;
import dev.rolecall.sigv4.RequestBody;
import dev.rolecall.sigv4.Scope;
import dev.rolecall.sigv4.SignedRequest.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionReaderTest {
  private static final String RIGHT =
      """
      {"request": {"method": "PUT", "path": "/a%20b", "query": "x=1",
                   "headers": [{"name": "Host", "value": "h"}], "body": "aGk="},
       "action": "s3:PutObject", "resource": "arn:aws:s3:::b/a", "resourceAccount": "111111111111",
       "context": {"aws:SourceIp": "10.0.0.1", "aws:TagKeys": ["a", "b"]}}
      """;

  @Test
  void readsAQuestion() throws Exception {
    Question question = read(RIGHT);

    assertThat(question.request().method()).isEqualTo("PUT");
    assertThat(question.request().path()).isEqualTo("/a%20b");
    assertThat(question.request().headers()).containsExactly(new Header("Host", "h"));
    assertThat(question.request().body())
        .isInstanceOfSatisfying(
            RequestBody.Whole.class, body -> assertThat(body.bytes()).asString().isEqualTo("hi"));
    assertThat(question.scope()).isEqualTo(new Scope.Any(Optional.empty()));
    assertThat(question.resourcePolicy()).isNull();
    assertThat(question.context())
        .containsEntry("aws:TagKeys", new RequestContext.Entry(List.of("a", "b"), true))
        .containsEntry("aws:SourceIp", new RequestContext.Entry(List.of("10.0.0.1"), false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{|}{|the body is not JSON (line 1",
        "\"action\"|\"actoin\"|actoin (line 3, column 2) is not known",
        "\"111111111111\"|\"1\"|resourceAccount (line 3, column 79) must be an account id of 12"
            + " digits",
        "\"s3:PutObject\"|\"s3:*\"|action (line 3, column 12) must be <service>:<Name>",
        "\"aGk=\"|\"!\"|request.body (line 2, column 67) must be base64",
        "\"h\"}|\"h\", \"x\": 1}|request.headers[0].x (line 2, column 57) is not known",
        "\"10.0.0.1\"|1|context.aws:SourceIp (line 4, column 30) must be text",
        "\"query\": \"x=1\"|\"method\": \"GET\"|request.method (line 1, column 49) is given twice",
      })
  void saysWhereAndWhatIsWrong(String part, String instead, String message) {
    assertThatThrownBy(() -> read(RIGHT.replace(part, instead)))
        .isInstanceOf(QuestionException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesAPolicyThatIsNone() {
    String wrong =
        RIGHT.replace("\"context\"", "\"resourcePolicy\": {\"Statement\": 1}, \"context\"");

    assertThatThrownBy(() -> read(wrong))
        .isInstanceOf(QuestionException.class)
        .hasMessageContaining("resourcePolicy")
        .hasMessageContaining("/Statement");
  }

  private static Question read(String text) throws QuestionException {
    return QuestionReader.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
