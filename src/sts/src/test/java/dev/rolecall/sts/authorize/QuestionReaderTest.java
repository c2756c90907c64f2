package dev.rolecall.sts.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.policy.RequestContext;
import dev.rolecall.sigv4.PayloadForm;
import dev.rolecall.sigv4.RequestBody;
import dev.rolecall.sigv4.Scope;
import dev.rolecall.sigv4.SignedRequest.Header;
import dev.rolecall.sts.authorize.fields.FieldException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

  private static final String HASH = "0".repeat(64);
  private static final String SIGNATURE = "1".repeat(64);

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
    assertThat(question.operation().resourcePolicy()).isNull();
    assertThat(question.operation().context())
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
        .isInstanceOf(FieldException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"10.0.0.1\"|[\"10.0.0.1\"]|context.aws:SourceIp (line 4, column 30) has a single value",
        "aws:TagKeys|AWS:requesttag/team|context.AWS:requesttag/team (line 4, column 65) has a"
            + " single value",
        "arn:aws:s3:::b/a|arn:aws:sqs:eu-west-1:222222222222:q|resource (line 3, column 40) is of"
            + " account 222222222222, but resourceAccount is 111111111111",
      })
  void refusesWhatWouldBeDecidedOtherwiseThanMeant(String part, String instead, String message) {
    assertThatThrownBy(() -> read(RIGHT.replace(part, instead)))
        .isInstanceOf(FieldException.class)
        .hasMessageContaining(message);
  }

  @Test
  void readsArnsOfTheResourcesAccountAndOfNone() throws Exception {
    for (String arn :
        List.of("arn:aws:sqs:eu-west-1:111111111111:q", "arn:aws:iam::aws:policy/p")) {
      assertThat(read(RIGHT.replace("arn:aws:s3:::b/a", arn)).operation().resource())
          .isEqualTo(arn);
    }
  }

  /** Every pattern of a policy is compared with every value: both have bounds. */
  @Test
  void takesTextsOfBoundedLengthAndNumber() throws Exception {
    String value = "a".repeat(2048);
    String key = "k:" + "a".repeat(510);

    assertThat(read(RIGHT.replace("10.0.0.1", value)).operation().context()).hasSize(2);
    assertThat(read(context(250, "aws:key")).operation().context()).hasSize(250);
    assertThat(read(RIGHT.replace("\"b\"", values(99))).operation().context()).hasSize(2);
    refuses(
        RIGHT.replace("10.0.0.1", value + "a"),
        "context.aws:SourceIp (line 4, column 30) has 2049 characters of at most 2048; refuse");
    refuses(
        RIGHT.replace("\"b\"", "\"" + value + "a\""),
        "context.aws:TagKeys (line 4, column 63) has 2049 characters of at most 2048");
    refuses(context(251, "aws:key"), "context (line 4, column 13) has 251 keys of at most 250");
    refuses(
        RIGHT.replace("\"b\"", values(100)),
        "context.aws:TagKeys (line 4, column 57) has 101 values of at most 100");
    refuses(
        RIGHT.replace("aws:SourceIp", key + "a"),
        "context (line 4, column 14) has a key of 513 characters of at most 512");
    refuses(
        RIGHT.replace("s3:::b/a", "s3:::b/" + value),
        "resource (line 3, column 40) has 2063 characters of at most 2048");
    refuses(
        RIGHT.replace("PutObject", "Put" + "a".repeat(251)),
        "action (line 3, column 12) has 257 characters of at most 256");
  }

  /** A list of the shortest values takes sixty times its bytes, before anybody looks at it. */
  @Test
  void readsNoMoreValuesThanAQuestionNeeds() {
    refuses(
        "{\"service\": [" + "0,".repeat(500_000) + "0]}",
        "the body is not JSON (line 1, column 40010): There may be at most 20000 values");
    refuses("[" + "{},".repeat(300_000) + "{}]", "There may be at most 20000 values");
    refuses("{" + "\"\":[],".repeat(100_000), "There may be at most 20000 values");
  }

  private static String context(int keys, String key) {
    String members =
        IntStream.range(0, keys)
            .mapToObj(i -> "\"%s%d\": \"x\"".formatted(key, i))
            .collect(Collectors.joining(","));
    return RIGHT.replaceFirst("(?s)\"context\": .*", "\"context\": {" + members + "}}");
  }

  private static String values(int count) {
    return String.join(",", Collections.nCopies(count, "\"b\""));
  }

  private static void refuses(String question, String message) {
    assertThatThrownBy(() -> read(question))
        .isInstanceOf(FieldException.class)
        .hasMessageContaining(message);
  }

  @Test
  void readsHowTheServiceDealsWithABodyThatItKeeps() throws Exception {
    assertThat(body("\"payload\": [\"hashed\", \"unsigned\"]"))
        .isEqualTo(new RequestBody.Elsewhere(Set.of(PayloadForm.HASHED, PayloadForm.UNSIGNED)));
    assertThat(body("\"payload\": [\"chunked\"]"))
        .isEqualTo(new RequestBody.Elsewhere(Set.of(PayloadForm.CHUNKED)));
  }

  @Test
  void readsTheChunksOfABody() throws Exception {
    String piece = "{\"sha256\": \"%s\", \"signature\": \"%s\"}".formatted(HASH, SIGNATURE);
    RequestBody.Piece expected = new RequestBody.Piece(HASH, SIGNATURE);

    assertThat(body("\"chunks\": {\"signed\": [" + piece + "]}"))
        .isEqualTo(new RequestBody.Chunks(Optional.empty(), List.of(expected), Optional.empty()));
    assertThat(
            body(
                "\"chunks\": {\"after\": \"%s\", \"signed\": [], \"trailer\": %s}"
                    .formatted(SIGNATURE, piece)))
        .isEqualTo(
            new RequestBody.Chunks(Optional.of(SIGNATURE), List.of(), Optional.of(expected)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"payload\": [], \"body\": \"\" | request.payload (line 2, column 70) cannot be given with"
            + " body",
        "\"chunks\": {}, \"payload\": [] | request.chunks (line 2, column 69) cannot be given with"
            + " payload",
        "\"payload\": [\"whole\"] | must be a list of hashed, chunked, unsigned",
        "\"payload\": \"hashed\" | must be a list",
        "\"chunks\": [] | request.chunks (line 2, column 69) must be an object",
        "\"chunks\": {} | request.chunks.signed (line 2, column 69) is missing",
        "\"chunks\": {\"signed\": [{\"sha256\": \"AB\", \"signature\": \"\"}]} |"
            + " request.chunks.signed[0].signature",
        "\"chunks\": {\"signed\": [], \"after\": \"x\"} | request.chunks.after",
        "\"chunks\": {\"signed\": [], \"trailer\": 1} | request.chunks.trailer",
      })
  void saysWhatIsWrongWithWhatIsSaidOfTheBody(String members, String message) {
    assertThatThrownBy(() -> body(members))
        .isInstanceOf(FieldException.class)
        .hasMessageContaining(message);
  }

  @Test
  void readsAThousandChunksAtOnce() throws Exception {
    String piece = "{\"sha256\": \"%s\", \"signature\": \"%s\"}".formatted(HASH, SIGNATURE);
    String thousand = String.join(",", Collections.nCopies(1000, piece));

    assertThat(body("\"chunks\": {\"signed\": [" + thousand + "]}"))
        .isInstanceOf(RequestBody.Chunks.class);
    assertThatThrownBy(() -> body("\"chunks\": {\"signed\": [" + thousand + "," + piece + "]}"))
        .hasMessageContaining("must be 1000 chunks at most");
  }

  @Test
  void readsTheRegionOfTheService() throws Exception {
    String region = RIGHT.replace("\"action\"", "\"region\": \"eu-central-1\", \"action\"");
    assertThat(read(region).scope()).isEqualTo(new Scope.Any(Optional.of("eu-central-1")));
    assertThat(read(region.replace("\"region\"", "\"service\": \"s3\", \"region\"")).scope())
        .isEqualTo(new Scope.Service("s3", Optional.of("eu-central-1")));
  }

  private static RequestBody body(String members) throws FieldException {
    return read(RIGHT.replace("\"body\": \"aGk=\"", members)).request().body();
  }

  @Test
  void refusesAPolicyThatIsNone() {
    String wrong =
        RIGHT.replace("\"context\"", "\"resourcePolicy\": {\"Statement\": 1}, \"context\"");

    assertThatThrownBy(() -> read(wrong))
        .isInstanceOf(FieldException.class)
        .hasMessageContaining("resourcePolicy")
        .hasMessageContaining("/Statement");
  }

  private static Question read(String text) throws FieldException {
    return new QuestionReader(PolicyQuotas.AWS_DEFAULTS)
        .read(text.getBytes(StandardCharsets.UTF_8));
  }
}
