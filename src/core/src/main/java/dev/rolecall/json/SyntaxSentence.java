package dev.rolecall.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.io.ContentReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says what is wrong with a text that is not JSON, and how to mend it. Looks at the place where the
 * parser stopped; the parser's own words are the last resort.
 */
final class SyntaxSentence {
  private static final Map<String, String> OTHER_LANGUAGES =
      Map.of("True", "true", "False", "false", "None", "null", "undefined", "null");
  private static final Pattern TOKEN =
      Pattern.compile("(?:Unrecognized|Non-standard) token '([^']{0,40})");
  private static final int LONGEST_WORD = 40;

  /** The first that has something to say is right: from the particular to the general. */
  private static final List<Function<SyntaxSentence, Optional<String>>> RULES =
      List.of(
          SyntaxSentence::ofLength,
          SyntaxSentence::ofEnd,
          SyntaxSentence::ofText,
          SyntaxSentence::ofWord,
          SyntaxSentence::ofNumber,
          SyntaxSentence::ofQuote,
          SyntaxSentence::ofComment,
          SyntaxSentence::ofComma,
          SyntaxSentence::ofBracket,
          SyntaxSentence::ofColon,
          SyntaxSentence::ofName);

  private final String text;
  private final JsonStreamContext context;
  private final String cause;
  private final int at;

  private SyntaxSentence(String text, JsonParser parser, JsonProcessingException e) {
    this.text = text;
    this.context = parser.getParsingContext();
    this.cause = e.getOriginalMessage();
    long offset = e.getLocation() == null ? text.length() : e.getLocation().getCharOffset();
    this.at = (int) Math.clamp(offset, 0, text.length());
  }

  static String of(String text, JsonParser parser, JsonProcessingException e) {
    SyntaxSentence sentence = new SyntaxSentence(text, parser, e);
    return RULES.stream()
        .flatMap(rule -> rule.apply(sentence).stream())
        .findFirst()
        .orElseGet(sentence::ofAnythingElse);
  }

  private Optional<String> ofLength() {
    return cause.contains("exceeds the maximum")
        ? Optional.of("A name, a text or a number is too long; shorten it.")
        : Optional.empty();
  }

  private Optional<String> ofEnd() {
    if (!cause.startsWith("Unexpected end-of-input")) {
      return Optional.empty();
    }
    if (cause.contains("closing quote") || cause.contains("escape sequence")) {
      return Optional.of("The text ends inside a quoted text; add the missing double quote.");
    }
    if (context.inRoot()) {
      return Optional.of("The text ends in the middle of a value; write the rest of it.");
    }
    Position opened =
        new Position(
            context.startLocation(ContentReference.unknown()).getLineNr(),
            context.startLocation(ContentReference.unknown()).getColumnNr());
    return Optional.of(
        "The text ends before the %s that begins at %s does; add the missing '%s'."
            .formatted(kind(), opened, context.inArray() ? "]" : "}"));
  }

  private Optional<String> ofText() {
    if (cause.startsWith("Illegal unquoted character")) {
      return Optional.of(
          "A quoted text goes on over the end of the line or has a control character; close its"
              + " quotes, or write \\n, \\t or \\u00XX.");
    }
    if (cause.startsWith("Unrecognized character escape") || cause.contains("hex-digit")) {
      return Optional.of(
          "There is no such escape; write \\\\ for a backslash itself, \\u00e9 for a character.");
    }
    return Optional.empty();
  }

  private Optional<String> ofQuote() {
    return switch (here()) {
      case '\'' ->
          Optional.of("JSON has double quotes (\") around names and texts, not single ones.");
      case '\u201C', '\u201D', '\u201E', '\u2018', '\u2019' ->
          Optional.of("This is a typographic quote; write straight double quotes (\").");
      case '\uFEFF' ->
          Optional.of("The text begins with a byte order mark; save the file without one.");
      default -> Optional.empty();
    };
  }

  private Optional<String> ofComment() {
    return here() == '/' || here() == '#'
        ? Optional.of("JSON has no comments; remove this one.")
        : Optional.empty();
  }

  private Optional<String> ofComma() {
    if (here() == ',') {
      return Optional.of("There is nothing before this comma; remove it.");
    }
    if (closes() && before() == ',') {
      return Optional.of(
          "There is a comma before this '" + here() + "' and nothing behind it; remove the comma.");
    }
    return cause.contains("was expecting comma") && !closes()
        ? Optional.of("A comma is missing between this and what is before it.")
        : Optional.empty();
  }

  private Optional<String> ofBracket() {
    if (!closes()) {
      return Optional.empty();
    }
    return Optional.of(
        context.inRoot()
            ? "Nothing is open that this '" + here() + "' could close; remove it."
            : "This '%s' stands where the %s wants %s."
                .formatted(
                    here(),
                    kind(),
                    before() == ':' ? "a value" : context.inArray() ? "a ']'" : "a '}'"));
  }

  private Optional<String> ofColon() {
    return cause.contains("was expecting a colon")
        ? Optional.of("A colon is missing between a name and its value.")
        : Optional.empty();
  }

  private Optional<String> ofName() {
    return cause.contains("double-quote to start field name")
        ? Optional.of(
            Character.isLetter(here())
                ? "The name '" + word() + "' needs double quotes (\")."
                : "A name in double quotes (\") is expected here.")
        : Optional.empty();
  }

  private Optional<String> ofNumber() {
    if (cause.contains("Leading zeroes")) {
      return Optional.of("A number does not begin with 0; put an id in double quotes (\").");
    }
    return cause.contains("numeric value") || here() == '.'
        ? Optional.of("JSON has no such number; write it as 1 or -0.5, or in double quotes (\").")
        : Optional.empty();
  }

  private Optional<String> ofWord() {
    Matcher token = TOKEN.matcher(cause);
    if (!token.find()) {
      return Optional.empty();
    }
    String word = token.group(1);
    return Optional.of(
        Optional.ofNullable(OTHER_LANGUAGES.get(word))
            .map(meant -> "JSON has no '" + word + "'; write " + meant + ".")
            .orElse("The text '" + word + "' needs double quotes (\")."));
  }

  private String ofAnythingElse() {
    return cause.contains("expected a valid value")
        ? "A value is expected here: text in double quotes (\"), a number, true, false, null, {...}"
            + " or [...]."
        : cause + ".";
  }

  private String word() {
    int end = at;
    while (end < text.length()
        && end - at < LONGEST_WORD
        && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    return text.substring(at, end);
  }

  private char here() {
    return at < text.length() ? text.charAt(at) : ' ';
  }

  /** The last character before this place that is no white space. */
  private char before() {
    String earlier = text.substring(0, at).stripTrailing();
    return earlier.isEmpty() ? ' ' : earlier.charAt(earlier.length() - 1);
  }

  private boolean closes() {
    return here() == '}' || here() == ']';
  }

  private String kind() {
    return context.inArray() ? "list" : "object";
  }
}
