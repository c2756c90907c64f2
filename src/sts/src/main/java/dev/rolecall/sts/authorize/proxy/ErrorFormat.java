package dev.rolecall.sts.authorize.proxy;

import dev.rolecall.audit.Shorten;
import dev.rolecall.json.Json;
import dev.rolecall.sigv4.Canonicalization;
import dev.rolecall.sts.authorize.CallerError;
import dev.rolecall.sts.authorize.asking.ProxySettings;
import dev.rolecall.sts.http.HttpAnswer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What errors look like to the clients of a service; one line each, since it travels as a header.
 */
public enum ErrorFormat {
  /** "Error responses" (S3 API Reference). */
  S3("application/xml") {
    @Override
    String write(CallerError error, String requestId) {
      return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code>"
              + "<Message>%s</Message><RequestId>%s</RequestId></Error>")
          .formatted(escaped(error.code()), escaped(error.message()), escaped(requestId));
    }
  },
  JSON("application/json") {
    @Override
    String write(CallerError error, String requestId) {
      Map<String, String> body = new LinkedHashMap<>();
      body.put("code", error.code());
      body.put("message", asciiLine(error.message()));
      body.put("requestId", requestId);
      return Json.write(body);
    }
  };

  private static final int LAST_ASCII = 0x7e;

  /** nginx takes headers of 4 KiB in all, and else calls the answer broken. */
  private static final int LONGEST = 1500;

  private final String contentType;

  ErrorFormat(String contentType) {
    this.contentType = contentType;
  }

  static ErrorFormat of(ProxySettings settings) {
    return settings.scope().form() == Canonicalization.S3 ? S3 : JSON;
  }

  HttpAnswer answer(CallerError error, String requestId) {
    return new HttpAnswer(error.status(), contentType, Map.of(), write(error, requestId));
  }

  abstract String write(CallerError error, String requestId);

  /** What a header's value and every reader can bear. */
  private static String asciiLine(String text) {
    StringBuilder line = new StringBuilder();
    Shorten.text(text, LONGEST)
        .chars()
        .forEach(character ->
            line.append(character < ' ' || character > LAST_ASCII ? '?' : (char) character));
    return line.toString();
  }

  private static String escaped(String text) {
    return asciiLine(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
