package dev.rolecall.sts.authorize.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sts.authorize.CallerError;
import dev.rolecall.sts.http.HttpAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorFormatTest {
  /** It travels as a header: a second line would be another header. */
  @ParameterizedTest
  @EnumSource
  void isOneLineWhateverTheMessage(ErrorFormat format) {
    HttpAnswer answer =
        format.answer(
            new CallerError(403, "AccessDenied", "a\r\nSet-Cookie: b <x> & \"y\" \u00e9\u0000"),
            "id");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).matches("[ -~]+").contains("AccessDenied", "id");
  }

  /** nginx takes answers whose headers have 4 KiB in all. */
  @ParameterizedTest
  @EnumSource
  void fitsAHeader(ErrorFormat format) {
    CallerError error = new CallerError(403, "AccessDenied", "a".repeat(100_000));

    assertThat(format.answer(error, "id").body()).hasSizeLessThan(2000);
  }

  @Test
  void escapesWhatXmlWouldRead() {
    assertThat(ErrorFormat.S3.answer(new CallerError(403, "A", "<b> & \"c\""), "id").body())
        .contains("<Message>&lt;b&gt; &amp; &quot;c&quot;</Message>");
  }
}
