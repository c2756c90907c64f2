package dev.rolecall.sts.query;

import dev.rolecall.sts.http.HttpCall;
import dev.rolecall.text.AsciiCase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The decoded parameters of one request, in the order of arrival. Unknown ones are ignored. */
public final class Parameters {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String MEMBER = ".member.";

  /** What follows in the names of members: the index, and a field where they have several. */
  private static final Pattern FIELD = Pattern.compile("([^.]*)\\.(.*)");

  private static final Pattern TEXT = Pattern.compile("([^.]*)()");
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,64}");

  /** How many elements an index may skip; AWS's decoder has this limit. */
  private static final int LARGEST_GAP = 10;

  private final Map<String, String> values;

  private Parameters(Map<String, String> values) {
    this.values = values;
  }

  /** Those of the query string and, where there is a form, of the body. */
  public static Parameters of(HttpCall call) throws QueryException {
    Map<String, String> values = new LinkedHashMap<>();
    FormDecoder.decode(call.query().getBytes(StandardCharsets.ISO_8859_1), values);
    if (call.method().equals("POST") && isForm(call)) {
      FormDecoder.decode(call.body(), values);
    }
    return new Parameters(values);
  }

  private static boolean isForm(HttpCall call) {
    String type = call.header("Content-Type").orElse(FORM);
    int end = type.indexOf(';');
    return AsciiCase.lower((end < 0 ? type : type.substring(0, end)).strip()).equals(FORM);
  }

  void forEach(BiConsumer<String, String> each) {
    values.forEach(each);
  }

  /** The parameter as it was sent. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** A 32-bit integer; leading zeros and a sign are accepted, white space and fractions are not. */
  public Optional<Integer> integer(String name) throws QueryException {
    String text = values.get(name);
    if (text == null) {
      return Optional.empty();
    }
    if (INTEGER.matcher(text).matches()) {
      try {
        return Optional.of(Integer.parseInt(text));
      } catch (NumberFormatException e) {
        // Too large: refused like every other text that is no integer.
      }
    }
    throw new QueryException(QueryError.malformedInput(name + " is not an integer"));
  }

  /**
   * The list {@code <name>.member.<index>.<field>}. An index may be as much as ten beyond the next;
   * elements that were skipped are null.
   */
  public List<@Nullable String> members(String name, String field) throws QueryException {
    return members(name, FIELD, field);
  }

  /** The same for a list of plain texts, {@code <name>.member.<index>}. */
  public List<@Nullable String> members(String name) throws QueryException {
    return members(name, TEXT, "");
  }

  /**
   * @param form of what follows in the parameters' names, with groups for the index and the field
   */
  private List<@Nullable String> members(String name, Pattern form, String field)
      throws QueryException {
    List<@Nullable String> members = new ArrayList<>();
    String beginning = name + MEMBER;
    for (Map.Entry<String, String> entry : values.entrySet()) {
      if (!entry.getKey().startsWith(beginning)) {
        continue;
      }
      Matcher matcher = form.matcher(entry.getKey().substring(beginning.length()));
      if (matcher.matches()) {
        int index = index(name, matcher.group(1), members.size());
        while (members.size() < index) {
          members.add(null);
        }
        if (matcher.group(2).equals(field)) {
          members.set(index - 1, entry.getValue());
        }
      }
    }
    return members;
  }

  private static int index(String name, String text, int size) throws QueryException {
    String digits = text.replaceFirst("^\\+", "").replaceFirst("^0+", "");
    boolean plausible = !digits.isEmpty() && digits.length() <= 6 && isDigits(digits);
    int index = plausible ? Integer.parseInt(digits) : 0;
    if (index < 1 || index > size + LARGEST_GAP + 1) {
      throw new QueryException(QueryError.malformedInput(name + " has an index out of range"));
    }
    return index;
  }

  private static boolean isDigits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
