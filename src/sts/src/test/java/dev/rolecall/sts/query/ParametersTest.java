package dev.rolecall.sts.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.sts.Calls;
import dev.rolecall.sts.http.HttpCall;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

  @Test
  void readsQueryAndFormAndIgnoresTheUnknown() throws Exception {
    Parameters parameters =
        Parameters.of(post("Action=A", "Name=a%20b+c&Empty=&Bare&&Umlaut=%C3%A4"));

    assertThat(parameters.text("Action")).contains("A");
    assertThat(parameters.text("Name")).contains("a b c");
    assertThat(parameters.text("Empty")).contains("");
    assertThat(parameters.text("Bare")).contains("");
    assertThat(parameters.text("Umlaut")).contains("ä");
    assertThat(parameters.text("Missing")).isEmpty();
  }

  @Test
  void readsABodyOnlyWhereItIsAForm() throws Exception {
    HttpCall json = Calls.post("", "application/json", "Action=A");
    assertThat(Parameters.of(json).text("Action")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=%|MalformedQueryString|Incomplete trailing escape % sequence",
        "a=%4|MalformedQueryString|Incomplete trailing escape % sequence",
        "a=%zz|MalformedQueryString|Illegal hex character in escape % pattern: %zz",
        "a=%ä|MalformedQueryString|Illegal hex character in escape % pattern: %??",
        "a=%C3|MalformedInput|A parameter is not UTF-8 text",
        "a=%C0%80|MalformedInput|A parameter is not UTF-8 text",
        "a=1&a=1|MalformedInput|A parameter is given more than once: a",
      })
  void refusesWhatCanBeReadInTwoWays(String form, String code, String message) {
    assertThatThrownBy(() -> Parameters.of(post("", form)))
        .isInstanceOfSatisfying(
            QueryException.class,
            refused -> assertThat(refused.error()).isEqualTo(new QueryError(code, 400, message)));
  }

  @Test
  void refusesParametersThatAreInQueryAndForm() {
    assertThatThrownBy(() -> Parameters.of(post("Action=A", "Action=B")))
        .isInstanceOf(QueryException.class);
  }

  @Test
  void refusesMoreParametersThanAnybodyNeeds() {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i <= 500; i++) {
      form.append("p").append(i).append("=&");
    }
    assertThatThrownBy(() -> Parameters.of(post("", form.toString())))
        .isInstanceOf(QueryException.class);
  }

  @ParameterizedTest
  @CsvSource({"900,900", "0900,900", "%2B900,900", "-1,-1", "2147483647,2147483647"})
  void takesLeadingZerosAndSignsInIntegers(String text, int value) throws Exception {
    assertThat(Parameters.of(post("", "N=" + text)).integer("N")).contains(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%20900", "900%20", "9.5", "9e2", "2147483648", "0x10", "%D9%A1"})
  void refusesWhatIsNoInteger(String text) {
    assertThatThrownBy(() -> Parameters.of(post("", "N=" + text)).integer("N"))
        .isInstanceOfSatisfying(
            QueryException.class,
            refused -> assertThat(refused.error().code()).isEqualTo("MalformedInput"));
  }

  @Test
  void readsListsWithLeadingZerosAndGaps() throws Exception {
    assertThat(members("L.member.1.arn=a&L.member.02.arn=b")).containsExactly("a", "b");
    assertThat(members("L.member.3.arn=c")).containsExactly(null, null, "c");
    assertThat(members("L=")).isEmpty();
    assertThat(members("L.member.11.arn=k")).hasSize(11);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "L.member.0.arn=a",
        "L.member.-1.arn=a",
        "L.member.x.arn=a",
        "L.member.12.arn=a",
        "L.member.1.arn=a&L.member.13.arn=b",
        "L.member.99999999999999999999.arn=a",
      })
  void refusesIndexesOutOfRange(String form) {
    assertThatThrownBy(() -> members(form))
        .isInstanceOfSatisfying(
            QueryException.class,
            refused -> assertThat(refused.error().code()).isEqualTo("MalformedInput"));
  }

  private static List<String> members(String form) throws QueryException {
    return Parameters.of(post("", form)).members("L", "arn");
  }

  static HttpCall post(String query, String form) {
    return Calls.post(query, FORM, form);
  }
}
