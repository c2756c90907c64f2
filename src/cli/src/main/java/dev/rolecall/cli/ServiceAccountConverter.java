package dev.rolecall.cli;

import dev.rolecall.identity.ServiceAccountRef;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Service accounts as {@code namespace/name}. */
final class ServiceAccountConverter implements ITypeConverter<ServiceAccountRef> {
  private static final Pattern FORM = Pattern.compile("[a-z0-9-]+/[a-z0-9.-]+");

  @Override
  public ServiceAccountRef convert(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new TypeConversionException("'" + text + "' is not of the form namespace/name");
    }
    List<String> parts = List.of(text.split("/", 2));
    return new ServiceAccountRef(parts.getFirst(), parts.getLast());
  }
}
