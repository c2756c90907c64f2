package dev.rolecall.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps what callers say short: nobody who sends a long text makes the record longer. */
public final class Shorten {
  private static final int OF_A_MEMBER = 8;

  private Shorten() {}

  /** The text, or as much of its beginning, with three dots. */
  public static String text(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "...";
  }

  /**
   * The members that fit, in their order; {@link AuditFields#OMITTED} says where some do not.
   *
   * @param longest of one text, in characters
   * @param budget of all names and texts together
   */
  public static Map<String, Object> members(Map<String, ?> members, int longest, int budget) {
    Map<String, Object> kept = new LinkedHashMap<>();
    int left = budget;
    for (Map.Entry<String, ?> member : members.entrySet()) {
      Object value = shortened(member.getValue(), longest);
      left -= OF_A_MEMBER + member.getKey().length() + weight(value);
      if (left < 0) {
        kept.put(AuditFields.OMITTED, true);
        break;
      }
      kept.put(Shorten.text(member.getKey(), longest), value);
    }
    return kept;
  }

  private static Object shortened(Object value, int longest) {
    return switch (value) {
      case String text -> text(text, longest);
      case List<?> elements -> {
        List<Object> shorter = new ArrayList<>(elements.size());
        elements.forEach(element -> shorter.add(shortened(element, longest)));
        yield shorter;
      }
      case Map<?, ?> members -> {
        Map<String, Object> shorter = new LinkedHashMap<>();
        members.forEach((name, member) ->
            shorter.put(text(String.valueOf(name), longest), shortened(member, longest)));
        yield shorter;
      }
      default -> value;
    };
  }

  /** About how many characters a value takes. */
  static int weight(@Nullable Object value) {
    return switch (value) {
      case String text -> text.length();
      case Map<?, ?> members -> {
        int weight = 0;
        for (Map.Entry<?, ?> member : members.entrySet()) {
          weight += OF_A_MEMBER + weight(member.getKey()) + weight(member.getValue());
        }
        yield weight;
      }
      case Iterable<?> elements -> {
        int weight = 0;
        for (Object element : elements) {
          weight += OF_A_MEMBER + weight(element);
        }
        yield weight;
      }
      case null, default -> OF_A_MEMBER;
    };
  }
}
