package dev.rolecall.sts.query;

import dev.rolecall.sts.http.HttpAnswer;
import java.util.Map;
import java.util.function.Consumer;

/** The XML around results and errors (AWS Query protocol of STS, version 2011-06-15). */
final class Envelopes {
  static final String VERSION = "2011-06-15";

  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/" + VERSION + "/";

  private Envelopes() {}

  /** What is around each result of one action, written once. */
  record Success(String beforeResult, String afterResult, String end) {
    static Success of(String action) {
      return new Success(
          new XmlWriter().openIn(action + "Response", NAMESPACE).open(action + "Result").toString(),
          new XmlWriter().close(action + "Result").open("ResponseMetadata").toString(),
          new XmlWriter().close("ResponseMetadata").close(action + "Response").toString());
    }

    /**
     * @param result writes what is inside of {@code <ActionResult>}
     */
    HttpAnswer answer(String requestId, Consumer<XmlWriter> result) {
      XmlWriter xml = new XmlWriter();
      xml.again(beforeResult);
      result.accept(xml);
      xml.again(afterResult).element("RequestId", requestId).again(end);
      return Envelopes.answer(200, requestId, xml);
    }
  }

  static HttpAnswer error(QueryError error, String requestId) {
    XmlWriter xml = new XmlWriter();
    xml.openIn("ErrorResponse", NAMESPACE)
        .open("Error")
        .element("Type", error.isSenders() ? "Sender" : "Receiver")
        .element("Code", error.code())
        .element("Message", error.message() + error.appendix())
        .close("Error")
        .element("RequestId", requestId)
        .close("ErrorResponse");
    HttpAnswer answer = answer(error.status(), requestId, xml);
    return error.isThrottling() ? answer.retryAfter(1) : answer;
  }

  private static HttpAnswer answer(int status, String requestId, XmlWriter xml) {
    return new HttpAnswer(
        status, "text/xml", Map.of("x-amzn-RequestId", requestId), xml.toString());
  }
}
