package dev.rolecall.sts.authorize.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.sigv4.SignedRequest.Header;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginalRequestTest {
  @ParameterizedTest
  @CsvSource({
    "s3.example.com, s3.example.com",
    " s3.example.com:9000, s3.example.com:9000",
    "[::1]:80, [::1]:80",
    "[::1], [::1]",
  })
  void hasAHost(String header, String host) throws Exception {
    assertThat(request("Host", header).host()).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a b", "a:b", "a@b", "a:123456", "a,b", "S3.test"})
  void refusesAHostThatIsNone(String header) {
    assertThatThrownBy(() -> request("Host", header).host()).isInstanceOf(UnmappedException.class);
  }

  @Test
  void refusesToChooseBetweenTwoHeadersOfAName() {
    OriginalRequest request = request("Host", "a", "host", "b");

    assertThatThrownBy(() -> request.header("HOST")).hasMessageContaining("more than once");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-HTTP-Method-Override",
        "x-http-method",
        "X-Method-Override",
        "X-Original-URL",
        "X-Rewrite-URL",
        "X-Forwarded-Host",
        "X-Forwarded-Prefix",
        "Forwarded",
        "X-Rolecall-Caller-Account",
      })
  void refusesHeadersThatReplaceAPartOfTheRequest(String header) {
    assertThatThrownBy(() -> request(header, "DELETE").requirePlain())
        .hasMessageContaining("may replace the method, the path, the host or who calls");
  }

  @Test
  void refusesHeadersThatSomeProgramsTakeForOthers() {
    assertThatThrownBy(() -> request("x_amz_copy_source", "b/k").requirePlain())
        .hasMessageContaining("take for a dash");
  }

  @Test
  void refusesAListWhereOneValueIsMeant() throws Exception {
    assertThat(request("a", "b").singleHeader("A")).contains("b");
    assertThatThrownBy(() -> request("a", "b,c").singleHeader("a"))
        .hasMessageContaining("has a comma");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "get", "GET ", "GE-T", "GETTTTTTTTTTTTTTTTTTTT"})
  void refusesMethodsThatAreNone(String method) {
    assertThatThrownBy(() -> new OriginalRequest(method, "/", "", List.of()).requirePlain())
        .isInstanceOf(UnmappedException.class);
  }

  private static OriginalRequest request(String... headers) {
    List<Header> lines = new ArrayList<>();
    for (int i = 0; i < headers.length; i += 2) {
      lines.add(new Header(headers[i], headers[i + 1]));
    }
    return new OriginalRequest("GET", "/", "", lines);
  }
}
