package dev.rolecall.sts.authorize;

import dev.rolecall.json.JsonValue;
import dev.rolecall.sigv4.SignedRequest;
import dev.rolecall.sigv4.SignedRequest.Header;
import dev.rolecall.sts.authorize.fields.FieldException;
import dev.rolecall.sts.authorize.fields.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the request of a question: what a service received. */
final class SignedRequestReader {
  private static final Set<String> MEMBERS =
      Set.of("method", "path", "query", "headers", "body", "payload", "chunks");

  private static final Set<String> HEADER_MEMBERS = Set.of("name", "value");

  private SignedRequestReader() {}

  static SignedRequest read(JsonValue value) throws FieldException {
    JsonFields fields = JsonFields.of(value, "request", MEMBERS);
    return new SignedRequest(
        fields.text("method"),
        fields.optionalText("path").filter(path -> !path.isEmpty()).orElse("/"),
        fields.optionalText("query").orElse(""),
        headers(fields),
        RequestBodyReader.read(fields));
  }

  private static List<Header> headers(JsonFields request) throws FieldException {
    List<Header> headers = new ArrayList<>();
    for (JsonValue element : request.list("headers")) {
      int index = headers.size();
      JsonFields header =
          JsonFields.of(element, () -> request.element("headers", index), HEADER_MEMBERS);
      headers.add(new Header(header.text("name"), header.text("value")));
    }
    return headers;
  }
}
