package dev.rolecall.policy.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.policy.index.Feature.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** An index against looking at everything. */
class IndexProperties {
  private static final List<Feature> FEATURES =
      List.of(
          Text.ACTION,
          Text.RESOURCE,
          Text.RESOURCE_END,
          Text.SERVICE,
          Text.REGION,
          Text.ACCOUNT,
          new Feature.Inside(),
          new Feature.Context("team"),
          new Feature.Context("stage"),
          new Feature.Principal());

  @Property(tries = 300)
  void findsWhateverFits(@ForAll long seed, @ForAll @IntRange(max = 200) int size) {
    Random random = new Random(seed);
    List<Entry<Integer>> entries =
        IntStream.range(0, size).mapToObj(value -> entry(value, random)).toList();
    Index<Integer> index =
        Index.of(values(entries), value -> entries.get(value).keys(), Integer[]::new);
    for (int i = 0; i < 20; i++) {
      Request request = Request.random(random);
      List<Integer> found = new ArrayList<>();
      find(index, request, found);

      assertThat(found)
          .containsAll(
              entries.stream().filter(entry -> fits(entry, request)).map(Entry::value).toList());
    }
  }

  /** Whoever trusts what the index has asked already must be able to. */
  @Property(tries = 300)
  void knowsWhatFits(@ForAll long seed, @ForAll @IntRange(max = 200) int size) {
    Random random = new Random(seed);
    List<Entry<Integer>> entries =
        IntStream.range(0, size).mapToObj(value -> entry(value, random)).toList();
    Index<Found> index = Index.of(found(entries), new KeysOf(entries), Found[]::new);
    for (int i = 0; i < 20; i++) {
      Request request = Request.random(random);
      List<Found> found = new ArrayList<>();
      find(index, request, found);

      assertThat(found)
          .allSatisfy(each ->
              assertThat(each.fitting())
                  .allSatisfy(feature ->
                      assertThat(fits(entries.get(each.value()), feature, request)).isTrue()));
    }
  }

  private static List<Found> found(List<Entry<Integer>> entries) {
    return entries.stream().map(entry -> new Found(entry.value(), Set.of())).toList();
  }

  private record Found(int value, Set<Feature> fitting) {}

  private record KeysOf(List<Entry<Integer>> entries) implements Index.Keys<Found> {
    @Override
    public Map<Feature, Set<Key>> of(Found found) {
      return entries.get(found.value()).keys();
    }

    @Override
    public Found found(Found found, Set<Feature> fitting) {
      return new Found(found.value(), fitting);
    }
  }

  /** Of many that differ in one feature only, it finds few besides those that fit. */
  @Property(tries = 50)
  void findsFewOthers(@ForAll long seed) {
    Random random = new Random(seed);
    Feature feature = FEATURES.get(random.nextInt(FEATURES.size()));
    List<Entry<Integer>> entries =
        IntStream.range(0, 2000)
            .mapToObj(value ->
                new Entry<>(value, Map.of(feature, Set.of(only(feature, "v" + value + "v")))))
            .toList();
    Index<Integer> index =
        Index.of(values(entries), value -> entries.get(value).keys(), Integer[]::new);
    List<Integer> found = new ArrayList<>();
    find(index, Request.all("v77v"), found);
    find(index, Request.all("77v7"), found);

    assertThat(found).isSubsetOf(77);
  }

  private static <T> void find(Index<T> index, Request request, List<T> found) {
    Walk walk = new Walk();
    walk.begin("an action of before and its", "resource");
    walk.begin(request.action(), request.resource());
    index.find(request, walk);
    for (int i = 0; i < walk.count(); i++) {
      found.addAll(List.of(index.group(walk, i)));
    }
  }

  private static Key only(Feature feature, String text) {
    return feature instanceof Feature.Inside ? new Key.Piece(text) : new Key.Exact(text);
  }

  private static List<Integer> values(List<Entry<Integer>> entries) {
    return entries.stream().map(Entry::value).toList();
  }

  private static Entry<Integer> entry(int value, Random random) {
    Map<Feature, Set<Key>> keys = new HashMap<>();
    for (Feature feature : FEATURES) {
      if (random.nextInt(3) == 0) {
        keys.put(feature, keys(feature, random));
      }
    }
    return new Entry<>(value, keys);
  }

  private static Set<Key> keys(Feature feature, Random random) {
    return IntStream.range(0, random.nextInt(4))
        .<Key>mapToObj(i -> {
          String text = anyText(random);
          if (feature instanceof Feature.Inside) {
            return new Key.Piece(text + "a");
          }
          return feature instanceof Text && random.nextBoolean() && !text.isEmpty()
              ? new Key.Prefix(text)
              : new Key.Exact(text);
        })
        .collect(Collectors.toSet());
  }

  private static String anyText(Random random) {
    return IntStream.range(0, random.nextInt(5))
        .mapToObj(i -> random.nextInt(8) == 0 ? "\u00e4" : random.nextBoolean() ? "a" : "b")
        .collect(Collectors.joining());
  }

  private static boolean fits(Entry<Integer> entry, Request request) {
    return entry.keys().keySet().stream().allMatch(feature -> fits(entry, feature, request));
  }

  private static boolean fits(Entry<Integer> entry, Feature feature, Request request) {
    return request.answers(feature).stream()
        .anyMatch(answer ->
            entry.keys().getOrDefault(feature, Set.of()).stream().anyMatch(fitting(answer)));
  }

  private static Predicate<Key> fitting(String answer) {
    return key ->
        switch (key) {
          case Key.Prefix(var prefix) -> answer.startsWith(prefix);
          case Key.Exact(var value) -> value.equals(answer);
          case Key.Piece(var piece) -> answer.contains(piece);
        };
  }

  /** A request of which everything is known as text. */
  private record Request(
      String action, List<String> segments, Map<String, String> context, List<String> principals)
      implements Query {
    static Request random(Random random) {
      List<String> segments =
          random.nextInt(5) == 0
              ? List.of()
              : List.of(
                  "arn",
                  "",
                  anyText(random),
                  anyText(random),
                  anyText(random),
                  anyText(random) + ":b");
      Map<String, String> context = new HashMap<>();
      if (random.nextBoolean()) {
        context.put("team", anyText(random));
        context.put("stage", anyText(random));
      }
      List<String> principals =
          IntStream.range(0, random.nextInt(4)).mapToObj(i -> anyText(random)).toList();
      return new Request(anyText(random), segments, context, principals);
    }

    static Request all(String value) {
      return new Request(
          value,
          List.of("arn", "", value, value, value, value),
          Map.of("team", value, "stage", value),
          List.of(value));
    }

    List<String> answers(Feature feature) {
      return switch (feature) {
        case Text text when text == Text.ACTION -> List.of(action);
        case Text text when segments.isEmpty() -> List.of();
        case Feature.Inside inside -> segments.isEmpty() ? List.of() : List.of(segments.get(5));
        case Text text -> List.of(segment(text));
        case Feature.Context(var key) ->
            context.containsKey(key) ? List.of(String.valueOf(context.get(key))) : List.of();
        case Feature.Principal principal -> principals;
      };
    }

    private String segment(Text text) {
      return switch (text) {
        case ACTION, RESOURCE -> segments.get(5);
        case RESOURCE_END -> new StringBuilder(segments.get(5)).reverse().toString();
        case SERVICE -> segments.get(2);
        case REGION -> segments.get(3);
        case ACCOUNT -> segments.get(4);
      };
    }

    private String resource() {
      return segments.isEmpty() ? "*" : String.join(":", segments);
    }

    @Override
    public int segment(int number) {
      return segments.isEmpty()
          ? -1
          : segments.subList(0, number).stream().mapToInt(text -> text.length() + 1).sum();
    }

    @Override
    public @Nullable String value(String lowerCaseKey) {
      return context.get(lowerCaseKey);
    }

    @Override
    public @Nullable Object principal(int number) {
      return number < principals.size() ? principals.get(number) : null;
    }
  }
}
