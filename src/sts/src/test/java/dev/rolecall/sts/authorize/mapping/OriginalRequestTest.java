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
    "S3.Example.com:9000, s3.example.com",
    "[::1]:80, [::1]",
    "[::1], [::1]",
  })
  void hasAHost(String header, String host) throws Exception {
    assertThat(request("Host", header).host()).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a b", "a:b", "a@b", "a:123456", "a,b"})
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
      })
  void refusesHeadersThatReplaceTheMethodOrThePath(String header) {
    assertThatThrownBy(() -> request(header, "DELETE").requirePlain())
        .hasMessageContaining("may replace the method or the path");
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
