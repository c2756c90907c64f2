package dev.rolecall.bench.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Things that are taken by the batch, over and over again; for one thread. */
final class Batches<T> {
  private final List<T[]> batches;
  private int last;

  private Batches(List<T[]> batches) {
    this.batches = batches;
  }

  /** One batch with nothing in it. */
  static <T> Batches<T> none(IntFunction<T[]> array) {
    return new Batches<>(List.<T[]>of(array.apply(0)));
  }

  static <T> Batches<T> of(Stream<T> all, int size, IntFunction<T[]> array) {
    T[] things = all.toArray(array);
    List<T[]> batches = new ArrayList<>();
    for (int from = 0; from < things.length; from += size) {
      batches.add(Arrays.copyOfRange(things, from, from + size));
    }
    return new Batches<>(List.copyOf(batches));
  }

  T[] next() {
    last = last + 1 == batches.size() ? 0 : last + 1;
    return batches.get(last);
  }
}
