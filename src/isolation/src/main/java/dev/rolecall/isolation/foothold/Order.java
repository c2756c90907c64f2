package dev.rolecall.isolation.foothold;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** A line that tells a foothold what to do: words, bytes among them in base64. */
record Order(Verb verb, List<String> words) {
  /** What can be done, with its words. */
  enum Verb {
    /** name, source (- any, ! before it: one that is not its own), host, port, milliseconds. */
    CONNECT,
    /** name, bytes. */
    SEND,
    /** name, milliseconds, milliseconds of quiet. */
    RECEIVE,
    /** name. */
    CLOSE,
    /** host, port, milliseconds, bytes. */
    DATAGRAM,
    /** host, milliseconds. */
    PING,
    /** name, host, port, threads, bytes. */
    HAMMER,
    /** name, host, port, connections, bytes. */
    DRIP,
    /** name, port. */
    TRAP,
    /** name. */
    HARVEST,
    /** folder. */
    RUMMAGE
  }

  static Order read(String line) {
    List<String> words = Arrays.asList(line.split(" "));
    return new Order(
        Verb.valueOf(words.getFirst().toUpperCase(Locale.ROOT)), words.subList(1, words.size()));
  }

  String word(int index) {
    return words.get(index);
  }

  int number(int index) {
    return Integer.parseInt(words.get(index));
  }

  byte[] bytes(int index) {
    return index < words.size() ? Base64.getDecoder().decode(words.get(index)) : new byte[0];
  }

  /** Of the host at {@code index} and the port after it. */
  InetSocketAddress target(int index) {
    return new InetSocketAddress(words.get(index), number(index + 1));
  }
}
