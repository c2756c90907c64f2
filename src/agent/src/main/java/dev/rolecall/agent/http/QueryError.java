package dev.rolecall.agent.http;

import io.vertx.core.http.HttpServerResponse;
import java.util.UUID;

/**
 * An error of the AWS Query protocol, as STS writes it. The text is the agent's own: nothing of a
 * request is in it, so nothing needs to be escaped.
 */
record QueryError(int status, String code, String message) {
  void send(HttpServerResponse response) {
    String requestId = UUID.randomUUID().toString();
    response
        .setStatusCode(status)
        .putHeader("Content-Type", "text/xml")
        .putHeader("x-amzn-RequestId", requestId)
        .end(
            """
            <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <Error>
                <Type>%s</Type>
                <Code>%s</Code>
                <Message>%s</Message>
              </Error>
              <RequestId>%s</RequestId>
            </ErrorResponse>
            """
                .formatted(status < 500 ? "Sender" : "Receiver", code, message, requestId));
  }
}
