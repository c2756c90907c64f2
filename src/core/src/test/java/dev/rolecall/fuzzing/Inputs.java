package dev.rolecall.fuzzing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What targets make of a fuzzer's bytes. */
public final class Inputs {
  private static final byte UTF_16 = (byte) 0xFE;

  private Inputs() {}

  /**
   * The text: UTF-8, or, behind a first byte 0xFE, units of UTF-16 as they come, so that halves of
   * surrogate pairs are among them.
   */
  public static String text(byte[] data) {
    if (data.length == 0 || data[0] != UTF_16) {
      return new String(data, StandardCharsets.UTF_8);
    }
    return ByteBuffer.wrap(data, 1, data.length - 1).asCharBuffer().toString();
  }

  /** The text in that many parts, cut at its first line ends; missing ones are empty. */
  public static List<String> lines(byte[] data, int parts) {
    String[] lines = text(data).split("\n", parts);
    return java.util.stream.IntStream.range(0, parts)
        .mapToObj(part -> part < lines.length ? lines[part] : "")
        .toList();
  }
}
