package dev.rolecall.cli;

import dev.rolecall.identity.ServiceAccountRef;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Service accounts as {@code namespace/name}. */
final class ServiceAccountConverter implements ITypeConverter<ServiceAccountRef> {
  private final NameConverter names = new NameConverter();

  @Override
  public ServiceAccountRef convert(String text) {
    List<String> parts = List.of(text.split("/", 2));
    if (parts.size() != 2) {
      throw new TypeConversionException("'" + text + "' is not of the form namespace/name");
    }
    return new ServiceAccountRef(names.convert(parts.getFirst()), names.convert(parts.getLast()));
  }
}
