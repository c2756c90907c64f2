package dev.rolecall.agent.credentials;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A source that answers when the test says so. */
final class FakeSource implements CredentialSource {
  private final Deque<CompletableFuture<CredentialAnswer>> waiting = new ArrayDeque<>();
  private final List<CredentialRequest> calls = new ArrayList<>();

  @Override
  public CompletableFuture<CredentialAnswer> fetch(CredentialRequest request) {
    calls.add(request);
    CompletableFuture<CredentialAnswer> answer = new CompletableFuture<>();
    waiting.add(answer);
    return answer;
  }

  /** Answers the call that has waited longest. */
  void answer(CredentialAnswer answer) {
    waiting.remove().complete(answer);
  }

  int calls() {
    return calls.size();
  }

  /** What was asked for so far, in this order. */
  List<CredentialRequest> requests() {
    return calls;
  }

  CredentialRequest last() {
    return calls.getLast();
  }

  int waiting() {
    return waiting.size();
  }
}
