package dev.rolecall.sts.authorize.mapping;

import dev.rolecall.policy.pattern.LetterCase;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A query's parameters, decoded; each is there once. */
public final class RequestQuery {
  private static final String PRESIGNED = "x-amz-";

  /** Escapes of what needs none: who compares names before decoding does not know them. */
  private static final Pattern NEEDLESS =
      Pattern.compile("(?i)%(2[DE]|3[0-9]|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])");

  private final Map<String, String> parameters;

  private RequestQuery(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  /**
   * @param query as on the wire
   * @throws UnmappedException where a name comes twice, in any case, or where programs differ in
   *     how they cut the query ({@code ;}) and decode it ({@code +}, names that are encoded), or
   *     where an {@code X-Amz-...} is more than a signature
   */
  public static RequestQuery parse(String query) throws UnmappedException {
    Map<String, String> parameters = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    for (String parameter : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      if (parameter.isEmpty() || parameter.indexOf(';') >= 0 || parameter.indexOf('+') >= 0) {
        throw new UnmappedException(
            "the query has an empty parameter, or a ';' or '+' that is not encoded");
      }
      String[] parts = parameter.split("=", 2);
      if (NEEDLESS.matcher(parts[0]).find()) {
        throw new UnmappedException("the query has a name with an escape that it does not need");
      }
      String name = PercentText.decode(parts[0], "the query");
      String value = parts.length == 1 ? "" : PercentText.decode(parts[1], "the query");
      if (!seen.add(LetterCase.lower(name))) {
        throw new UnmappedException("the query has the parameter " + name + " more than once");
      }
      parameters.put(name, value);
    }
    RequestQuery parsed = new RequestQuery(parameters);
    SigningParameters.require(parsed);
    return parsed;
  }

  /** All names but those that only sign: {@code X-Amz-...}. */
  public Set<String> names() {
    Set<String> names = new HashSet<>(parameters.keySet());
    names.removeIf(name -> LetterCase.lower(name).startsWith(PRESIGNED));
    return names;
  }

  /** The names that begin {@code X-Amz-}, in lower case. */
  Set<String> signingNames() {
    Set<String> names = new HashSet<>();
    for (String name : parameters.keySet()) {
      String lower = LetterCase.lower(name);
      if (lower.startsWith(PRESIGNED)) {
        names.add(lower);
      }
    }
    return Collections.unmodifiableSet(names);
  }

  public Optional<String> value(String name) {
    return Optional.ofNullable(parameters.get(name));
  }
}
