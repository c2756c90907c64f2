package dev.rolecall.sts;

import dev.rolecall.sts.authorize.asking.AskingServices;
import dev.rolecall.sts.authorize.asking.AskingServicesReader;
import dev.rolecall.sts.authorize.fields.FieldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file of the services that may ask for decisions; read at the start. */
final class AuthorizeFile {
  private static final String PROPERTY = "rolecall.authorize.file";

  private AuthorizeFile() {}

  static AskingServices read(StsConfig.Authorize config) {
    return config.file().map(AuthorizeFile::read).orElse(AskingServices.NONE);
  }

  private static AskingServices read(Path file) {
    AskingServices services = parse(file);
    if (services.knowsCertificates() && !ClientCertificateRequest.isConfigured()) {
      throw new StartException(
          PROPERTY,
          "the file %s names certificates, but no CA whose certificates count; set %s, or leave out"
                  .formatted(file, ClientCertificateRequest.AUTHORITIES)
              + " 'certificates'");
    }
    return services;
  }

  private static AskingServices parse(Path file) {
    try {
      return AskingServicesReader.read(Files.readString(file));
    } catch (IOException e) {
      throw new StartException(PROPERTY, "the file " + file + " cannot be read");
    } catch (FieldException e) {
      throw new StartException(PROPERTY, "the file " + file + ": " + e.getMessage());
    }
  }
}
