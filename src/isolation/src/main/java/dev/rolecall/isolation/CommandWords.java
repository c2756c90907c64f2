package dev.rolecall.isolation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The words of a suite's command line, which are taken one after the other. */
public final class CommandWords {
  private final List<String> words;
  private final String usage;

  /**
   * @param usage that ends the sentences of exceptions
   */
  public CommandWords(List<String> words, String usage) {
    this.words = new ArrayList<>(words);
    this.usage = usage;
  }

  /** Whether this one was there. */
  public boolean take(String word) {
    return words.remove(word);
  }

  /**
   * The word after this one, the first time that it is there.
   *
   * @throws IllegalArgumentException where it is the last
   */
  public Optional<String> value(String name) {
    int at = words.indexOf(name);
    if (at < 0) {
      return Optional.empty();
    }
    words.remove(at);
    if (at == words.size()) {
      throw new IllegalArgumentException(name + " needs a value; " + usage);
    }
    return Optional.of(words.remove(at));
  }

  /**
   * The same, as the constant of that name in small letters.
   *
   * @throws IllegalArgumentException where there is none
   */
  public <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
    return value(name)
        .map(word ->
            Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> unknown(word)));
  }

  /**
   * All were taken.
   *
   * @throws IllegalArgumentException where one was not
   */
  public void end() {
    if (!words.isEmpty()) {
      throw unknown(words.getFirst());
    }
  }

  private IllegalArgumentException unknown(String word) {
    return new IllegalArgumentException("'" + word + "' is not known; " + usage);
  }
}
