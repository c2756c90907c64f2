package dev.rolecall.sts.query;

/** Writes elements without attributes; what XML 1.0 cannot hold becomes U+FFFD. */
public final class XmlWriter {
  private final StringBuilder text = new StringBuilder(1024);

  public XmlWriter open(String name) {
    text.append('<').append(name).append('>');
    return this;
  }

  XmlWriter openIn(String name, String namespace) {
    text.append('<').append(name).append(" xmlns=\"").append(namespace).append("\">");
    return this;
  }

  public XmlWriter close(String name) {
    text.append("</").append(name).append('>');
    return this;
  }

  /** Elements, or parts of them, that a writer wrote before. */
  XmlWriter again(String written) {
    text.append(written);
    return this;
  }

  public XmlWriter element(String name, String value) {
    open(name);
    if (isPlain(value)) {
      text.append(value);
    } else {
      value.codePoints().forEach(this::escape);
    }
    return close(name);
  }

  /** Nearly all are: a session token has thousands of characters. */
  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char unit = value.charAt(i);
      if (unit < ' ' || unit > '~' || unit == '<' || unit == '>' || unit == '&' || unit == '"') {
        return false;
      }
    }
    return true;
  }

  private void escape(int character) {
    switch (character) {
      case '<' -> text.append("&lt;");
      case '>' -> text.append("&gt;");
      case '&' -> text.append("&amp;");
      case '"' -> text.append("&quot;");
      case '\r' -> text.append("&#xD;");
      default -> text.appendCodePoint(isXml(character) ? character : 0xFFFD);
    }
  }

  private static boolean isXml(int character) {
    return character == '\t'
        || character == '\n'
        || (character >= 0x20 && character <= 0xD7FF)
        || (character >= 0xE000 && character <= 0xFFFD)
        || character >= 0x10000;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
