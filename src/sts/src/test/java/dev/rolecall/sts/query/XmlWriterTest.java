package dev.rolecall.sts.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class XmlWriterTest {
  @Test
  void escapesMarkupAndReplacesWhatXmlCannotHold() {
    assertThat(new XmlWriter().element("M", "<a href=\"b\">&\r\n\t\u0000\u001b\uD800😀").toString())
        .isEqualTo("<M>&lt;a href=&quot;b&quot;&gt;&amp;&#xD;\n\t\uFFFD\uFFFD\uFFFD😀</M>");
  }
}
