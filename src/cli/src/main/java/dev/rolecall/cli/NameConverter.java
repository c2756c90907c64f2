package dev.rolecall.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Names of namespaces, service accounts and pods: subdomains as in RFC 1123, of at most 253
 * characters, as the API server wants them.
 */
final class NameConverter implements ITypeConverter<String> {
  private static final int LONGEST = 253;
  private static final Pattern FORM =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

  @Override
  public String convert(String text) {
    if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
      throw new TypeConversionException(
          "'" + text + "' is not a name of Kubernetes: lower-case letters, digits, '-' and '.'");
    }
    return text;
  }
}
