package dev.rolecall.sts.authorize.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestQueryTest {
  @Test
  void readsParametersWithAndWithoutValues() throws Exception {
    RequestQuery query = RequestQuery.parse("acl&prefix=a%2Fb%20c&empty=&x==");

    assertThat(query.names()).containsExactlyInAnyOrder("acl", "prefix", "empty", "x");
    assertThat(query.value("acl")).contains("");
    assertThat(query.value("prefix")).contains("a/b c");
    assertThat(query.value("x")).contains("=");
    assertThat(query.value("other")).isEmpty();
    assertThat(RequestQuery.parse("").names()).isEmpty();
  }

  @Test
  void leavesOutWhatOnlySigns() throws Exception {
    assertThat(
            RequestQuery.parse(
                    "X-Amz-Signature=a&X-Amz-Date=b&x-amz-checksum-mode=ENABLED&versionId=c")
                .names())
        .containsExactly("versionId");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=1&a=2",
        "acl&ACL",
        "a&%61=1",
        "%61cl",
        "ac%6C=x",
        "a=b#c",
        "a=b\\c",
        "a;b",
        "a=1;acl",
        "a=b+c",
        "a&&b",
        "&a",
        "a=%zz",
        "a=%00",
        "%E0",
        // Headers in a presigned query, which S3 obeys.
        "x-amz-acl=public-read",
        "X-Amz-Copy-Source=b/k",
        "X-Amz-Tagging=a",
      })
  void refusesWhatTwoProgramsCouldReadDifferently(String query) {
    assertThatThrownBy(() -> RequestQuery.parse(query)).isInstanceOf(UnmappedException.class);
  }
}
