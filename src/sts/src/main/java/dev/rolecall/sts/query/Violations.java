package dev.rolecall.sts.query;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a request's parameters and words it as AWS does, all at once. */
public final class Violations {
  /** A longer value is not repeated to whoever sent it. */
  private static final int LONGEST_SHOWN = 256;

  /** More are counted and not told: an answer is not much longer than what was asked. */
  private static final int MOST_TOLD = 50;

  private final List<String> told = new ArrayList<>();
  private int found;

  /** A text's limits. */
  public record TextLimits(int shortest, int longest, Pattern form, String formShown) {
    private static final Pattern ANY = Pattern.compile(".*", Pattern.DOTALL);

    /** Limits of nothing but the length. */
    public static TextLimits ofLength(int shortest, int longest) {
      return new TextLimits(shortest, longest, ANY, "");
    }
  }

  public void checkRequired(String name, @Nullable String value, TextLimits limits) {
    if (value == null) {
      addNull(name);
    } else {
      check(name, value, limits);
    }
  }

  public void check(String name, String value, TextLimits limits) {
    String shown = shown(value);
    checkLength(name, shown, value, limits);
    if (!limits.form().matcher(value).matches()) {
      add(name, shown, "Member must satisfy regular expression pattern: " + limits.formShown());
    }
  }

  /** The same for a value that is never repeated. */
  public void checkSecret(String name, @Nullable String value, TextLimits limits) {
    if (value == null) {
      checkRequired(name, null, limits);
    } else {
      checkLength(name, "", value, limits);
    }
  }

  /** A required one of a few words. */
  public void checkChoice(String name, @Nullable String value, List<String> choices) {
    if (value == null) {
      addNull(name);
    } else if (!choices.contains(value)) {
      add(name, shown(value), "Member must satisfy enum value set: " + choices);
    }
  }

  public void checkRange(String name, int value, int least, int most) {
    String shown = " '" + value + "'";
    if (value < least) {
      add(name, shown, "Member must have value greater than or equal to " + least);
    }
    if (value > most) {
      add(name, shown, "Member must have value less than or equal to " + most);
    }
  }

  public void checkSize(String name, int size, int most) {
    if (size > most) {
      add(name, "", "Member must have length less than or equal to " + most);
    }
  }

  private void checkLength(String name, String shown, String value, TextLimits limits) {
    if (value.length() < limits.shortest()) {
      add(name, shown, "Member must have length greater than or equal to " + limits.shortest());
    }
    if (value.length() > limits.longest()) {
      add(name, shown, "Member must have length less than or equal to " + limits.longest());
    }
  }

  private static String shown(String value) {
    return value.length() > LONGEST_SHOWN ? "" : " '" + value + "'";
  }

  private void addNull(String name) {
    add(name, " null", "Member must not be null");
  }

  private void add(String name, String shown, String constraint) {
    found++;
    if (told.size() < MOST_TOLD) {
      told.add(
          "Value%s at '%s' failed to satisfy constraint: %s".formatted(shown, name, constraint));
    }
  }

  /** Refuses the request where anything was found. */
  public void requireNone() throws QueryException {
    if (found > 0) {
      String noun = found == 1 ? "error" : "errors";
      throw new QueryException(
          QueryError.validation(
              found + " validation " + noun + " detected: " + String.join("; ", told)));
    }
  }
}
