package dev.rolecall.cli.explain;

import dev.rolecall.identity.SessionName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Names of role sessions. */
final class SessionNameConverter implements ITypeConverter<SessionName> {
  @Override
  public SessionName convert(String text) {
    try {
      return new SessionName(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "'" + text + "' is not a session name: 2 to 64 letters, digits and _+=,.@-");
    }
  }
}
