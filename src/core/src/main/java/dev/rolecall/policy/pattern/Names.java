package dev.rolecall.policy.pattern;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is made of names that come again and again, as actions and condition keys do: made once, and
 * the same object for everybody, so that a decision finds it in the processor's cache. It holds a
 * bounded number of names of a bounded length, each in the one place that its hash gives it, where
 * the newest stays: whoever sends many makes others be made again, and no more.
 */
public final class Names<T> {
  private static final int PLACES = 2048;
  private static final int LONGEST = 256;
  private static final int SPREAD = 0x9E3779B9;

  private final AtomicReferenceArray<@Nullable Known<T>> known = new AtomicReferenceArray<>(PLACES);

  private final Function<String, T> make;

  private record Known<T>(String name, T made) {}

  /**
   * @param make what is made of a name; of an equal name an equal thing
   */
  public Names(Function<String, T> make) {
    this.make = make;
  }

  /** What is made of the name, often the same as the last time. */
  public T of(String name) {
    if (name.length() > LONGEST) {
      return make.apply(name);
    }
    int place = name.hashCode() * SPREAD >>> Integer.SIZE - Integer.numberOfTrailingZeros(PLACES);
    Known<T> found = known.getAcquire(place);
    if (found != null && found.name().equals(name)) {
      return found.made();
    }
    T made = make.apply(name);
    known.setRelease(place, new Known<>(name, made));
    return made;
  }
}
