package dev.rolecall.policy.generated;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Choices that follow from a seed. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A number from 0 to {@code bound - 1}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Between {@code least} and {@code most} things; fewer are likelier. */
  <T> List<T> some(int least, int most, Supplier<T> thing) {
    List<T> things = new ArrayList<>();
    while (things.size() < least || (things.size() < most && percent(40))) {
      things.add(thing.get());
    }
    return things;
  }

  /** Sometimes the thing in a list of one, as policies may write either. */
  Object oneOrMany(List<?> things) {
    return things.size() == 1 && percent(50) ? things.get(0) : things;
  }

  /** The text with some of its letters in the other case. */
  String respelt(String text) {
    StringBuilder spelt = new StringBuilder();
    for (char c : text.toCharArray()) {
      boolean flip = percent(20) && Character.isLetter(c) && c < 128;
      spelt.append(flip ? (char) (c ^ 0x20) : c);
    }
    return spelt.toString();
  }

  /** A pattern that covers the text, or nearly. */
  String pattern(String text) {
    return switch (below(8)) {
      case 0, 1 -> text;
      case 2 -> text.substring(0, below(text.length() + 1)) + "*";
      case 3 -> "*" + text.substring(below(text.length() + 1));
      case 4 -> {
        int from = below(text.length() + 1);
        yield text.substring(0, from)
            + "*"
            + text.substring(from + below(text.length() - from + 1));
      }
      case 5 -> {
        int at = below(text.length() + 1);
        yield text.substring(0, at) + "?" + text.substring(Math.min(at + 1, text.length()));
      }
      case 6 -> pattern(pattern(text));
      default -> {
        int at = below(text.length() + 1);
        yield text.substring(0, at) + "x" + text.substring(Math.min(at + 1, text.length()));
      }
    };
  }

  /** A text that the pattern covers, or nearly. */
  String example(String pattern) {
    StringBuilder text = new StringBuilder();
    for (char c : pattern.toCharArray()) {
      if (c == '*') {
        text.append(of(List.of("", "", "x", "b/k", "bob", "*", ":")));
      } else {
        text.append(c == '?' ? of(List.of("x", "b", "?")) : String.valueOf(c));
      }
    }
    return text.toString();
  }
}
