package dev.rolecall.isolation.foothold;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an HTTP answer ends. */
final class HttpEnd {
  private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *([0-9]{1,8})\r\n");

  private HttpEnd() {}

  /** Whether at least one answer is whole. */
  static boolean reached(byte[] received) {
    String text = new String(received, StandardCharsets.ISO_8859_1);
    int head = text.indexOf("\r\n\r\n");
    if (head < 0) {
      return false;
    }
    String lower = text.substring(0, head + 2).toLowerCase(Locale.ROOT);
    Matcher length = LENGTH.matcher(lower);
    if (length.find()) {
      return received.length >= head + 4 + Integer.parseInt(length.group(1));
    }
    return lower.contains("\r\ntransfer-encoding: chunked") && text.endsWith("0\r\n\r\n");
  }
}
