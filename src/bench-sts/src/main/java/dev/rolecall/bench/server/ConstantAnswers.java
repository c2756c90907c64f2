package dev.rolecall.bench.server;

import dev.rolecall.sts.http.HttpAnswer;
import dev.rolecall.sts.http.HttpCall;
import dev.rolecall.sts.http.HttpEndpoint;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Answers of so many bytes as the query says, each made once. */
final class ConstantAnswers implements HttpEndpoint {
  private final Map<String, HttpAnswer> made = new ConcurrentHashMap<>();

  @Override
  public CompletionStage<HttpAnswer> handle(HttpCall call) {
    return CompletableFuture.completedFuture(answer(call));
  }

  HttpAnswer answer(HttpCall call) {
    return made.computeIfAbsent(
        call.query(), bytes -> HttpAnswer.text(200, "x".repeat(Integer.parseInt(bytes))));
  }
}
