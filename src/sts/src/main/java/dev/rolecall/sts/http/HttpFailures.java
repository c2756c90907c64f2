package dev.rolecall.sts.http;

/** What is answered, in an endpoint's own protocol, where the endpoint was not asked or broke. */
public interface HttpFailures {
  /** The beginning of the endpoint's actions, {@code sts}. */
  String service();

  /** To a request that is not as HTTP has it. */
  HttpAnswer malformed(String why);

  /** To a body of more than {@code limit} bytes, which was not read. */
  HttpAnswer tooLarge(int limit);

  /** To a body that did not arrive in time. */
  HttpAnswer tooSlow();

  /** To a body while too many others are held, of everybody or of its sender. */
  HttpAnswer noRoom();

  /** To whoever asks too much; he may come back. */
  HttpAnswer throttled(String requestId);

  /** Where something broke here; whatever it was is logged already. */
  HttpAnswer failed();

  /** Before everything is read that decisions are made from. */
  HttpAnswer notReady();
}
